package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;

import dev.onset.config.Masking;
import dev.onset.config.TargetSettings;
import dev.onset.load.Axis;
import dev.onset.search.Trial;
import io.gatling.http.client.Request;
import io.gatling.http.client.uri.Uri;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scenario of the user's own in place of the configured request. One pass through it is one
 * attempt, which ends at the first request that fails. Thread-safe.
 */
final class OwnScenario {

  private final ChainBuilder chain;
  private final TargetSettings target;
  private final Masking masking;
  private final FailureLog failures;
  private final ScriptLog script;
  private final Iterations iterations;
  private final Supplier<URI> base;

  /**
   * A scenario.
   *
   * @param base scheme, host and port of the target, that every request must go to
   */
  OwnScenario(
      ChainBuilder chain,
      TargetSettings target,
      Masking masking,
      FailureLog failures,
      ScriptLog script,
      Iterations iterations,
      Supplier<URI> base) {
    this.chain = chain;
    this.target = target;
    this.masking = masking;
    this.failures = failures;
    this.script = script;
    this.iterations = iterations;
    this.base = base;
  }

  /** The protocol with what lets Onset see each request, and with the configured headers. */
  HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    var own =
        protocol.baseUrl(base.get().toString()).sign(this::sends).transformResponse(this::answered);
    for (var header : target.headers().list()) {
      own = own.header(header.name(), session -> header.value());
    }
    return target.credentials().isEmpty()
        ? own
        : own.header(target.identityHeader(), this::credential);
  }

  /** What a load is counted in. */
  static String unit(Axis axis) {
    return axis == Axis.RATE ? "iterations/s" : axis.unit();
  }

  /** One iteration, to be followed by {@link #finish}. */
  ChainBuilder iteration() {
    return exec(this::begin).exec(exitBlockOnFail().on(exec(chain)));
  }

  private Session begin(Session session) {
    script.take();
    var worker = Traffic.worker(session);
    var iteration = worker.iterate(base.get().toString().startsWith("https:"), session);
    if (iteration != null) {
      iterations.begun(iteration);
    }
    return session;
  }

  /** Ends the attempt; the virtual user is then as it was before, so that nothing is left over. */
  Session finish(Session session) {
    var worker = Traffic.worker(session);
    var iteration = worker.iteration();
    var before = worker.endIteration();
    if (iteration == null || before == null) {
      return session;
    }
    var close =
        new Iteration.Close(
            session.isFailed(), failures.takeFailed(session.userId()), script.take());
    var secrets = masking.more();
    iteration.secrets(secrets);
    saved(session, secrets);
    var fault = iteration.close(close, secrets.masking(), System.nanoTime());
    iterations.ended(iteration);
    if (fault != null) {
      iterations.report(fault);
    }
    return before;
  }

  /** What checks have saved, such as the token that a login returned. */
  private static void saved(Session session, Masking.Collector secrets) {
    CollectionConverters.asJava(session.asScala().attributes())
        .forEach(
            (name, value) -> {
              if (value instanceof String text && !name.startsWith("gatling.")) {
                secrets.value(name, text);
              }
            });
  }

  private String credential(Session session) {
    var credential = target.credential(Traffic.worker(session).caller());
    return credential == null ? "" : credential;
  }

  private Request sends(Request request, Session session) {
    var iteration = Traffic.worker(session).iteration();
    if (iteration != null) {
      refuseProxy(request);
      refuseStranger(request.getUri());
      iteration.sends(request, System.nanoTime());
    }
    return request;
  }

  private Response answered(Response response, Session session) {
    var iteration = Traffic.worker(session).iteration();
    if (iteration != null) {
      iteration.answered(response, System.nanoTime());
      refuseStranger(response.request().getUri());
    }
    return response;
  }

  private void refuseProxy(Request request) {
    var proxy = request.getProxyServer();
    if (proxy != null) {
      refuse(
          "the scenario sends through a proxy, %s:%d, so that the load would be that one's: load goes straight to the target; take .proxy(…) out"
              .formatted(proxy.getHost(), proxy.getPort()));
    }
  }

  private void refuse(String why) {
    iterations.report(why);
    throw new IllegalStateException(why);
  }

  private void refuseStranger(Uri uri) {
    var home = Uri.create(base.get().toString());
    if (!home.isSameBase(uri)) {
      var why =
          "the scenario sends to %s, which is not its target, %s: load goes to one target only; use"
              + " paths such as /login";
      refuse(why.formatted(uri.getBaseUrl(), home.getBaseUrl()));
    }
  }

  /** Why it cannot be measured with, or null. */
  @Nullable String fault() {
    return iterations.fault(System.nanoTime());
  }

  Iterations iterations() {
    return iterations;
  }

  /** Looks at the last trial: one that is hardly longer than its iterations proves nothing. */
  void watch(Findings findings) {
    var why = findings.trials().isEmpty() ? null : IterationFigures.tooLong(last(findings));
    if (why != null) {
      iterations.report(why);
    }
  }

  private static Trial last(Findings findings) {
    return findings.trials().get(findings.trials().size() - 1);
  }

  /** The same findings with what an iteration is, for whoever reads the numbers. */
  Findings explain(Findings findings) {
    var remark = IterationFigures.of(findings).sentence();
    return remark == null ? findings : findings.noting(remark);
  }
}
