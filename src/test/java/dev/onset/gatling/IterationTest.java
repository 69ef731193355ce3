package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.config.Masking;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.ConstantRate;
import dev.onset.outcome.Outcome;
import io.gatling.http.client.Request;
import io.gatling.http.client.RequestBuilder;
import io.gatling.http.client.resolver.InetAddressNameResolver;
import io.gatling.http.client.uri.Uri;
import io.gatling.http.response.Response;
import io.gatling.http.response.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

class IterationTest {

  private final Pass pass =
      new Pass(
          new ConstantRate(1, Duration.ofSeconds(1)),
          Duration.ZERO,
          1,
          0,
          Order.Sending.Destination.TARGET,
          new Endings(0),
          new Tally());
  private final List<ByteBuf> buffers = new ArrayList<>();

  @Test
  void what_was_answered_is_known_when_its_buffers_are_used_for_something_else() {
    var iteration = begin();
    exchange(iteration, "login", 200, "{\"token\": \"s3cr3t-t0k3n\"}");
    exchange(iteration, "call", 429, "slow down, s3cr3t-t0k3n");
    buffers.forEach(buffer -> buffer.setZero(0, buffer.capacity()).release());

    var secrets = Masking.NONE.more();
    iteration.secrets(secrets);
    var fault =
        iteration.close(new Iteration.Close(true, null, null), secrets.masking(), 2_000_000);

    assertThat(fault).isNull();
    assertThat(recorded().summary().counts()).containsOnlyKeys(Outcome.RATE_LIMITED);
    assertThat(recorded().summary().texts().toString())
        .contains("slow down")
        .doesNotContain("s3cr3t");
  }

  @Test
  void it_ends_once() {
    var iteration = begin();
    exchange(iteration, "call", 200, "fine");

    assertThat(iteration.close(new Iteration.Close(false, null, null), Masking.NONE, 2)).isNull();

    assertThat(iteration.giveUp(3)).isFalse();
    assertThat(iteration.idleNanos(Long.MAX_VALUE)).isZero();
    assertThat(recorded().summary().counts()).containsOnlyKeys(Outcome.OK);
  }

  private Iteration begin() {
    var attempt = pass.take().attempt();
    attempt.begins(0);
    return new Iteration(attempt, false, 0);
  }

  private void exchange(Iteration iteration, String name, int status, String text) {
    var body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    buffers.add(body);
    var request = request(name);
    iteration.sends(request, 0);
    iteration.answered(
        new Response(
            request,
            0,
            1,
            HttpResponseStatus.valueOf(status),
            new DefaultHttpHeaders(),
            ResponseBody.apply(
                body.readableBytes(),
                CollectionConverters.asScala(List.of(body)).toList(),
                StandardCharsets.UTF_8),
            Map$.MODULE$.empty(),
            false),
        1_000_000);
  }

  private static Request request(String name) {
    return new RequestBuilder(
            name,
            HttpMethod.GET,
            Uri.create("http://127.0.0.1:1/" + name),
            InetAddressNameResolver.JAVA_RESOLVER)
        .build();
  }

  private SummaryRecorder recorded() {
    return pass.recorder();
  }
}
