package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onset.config.Masking;
import dev.onset.config.TargetSettings;
import dev.onset.evidence.AttemptLog;
import dev.onset.load.ConstantRate;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A short trial with a connection for every request, some requests to the sink before it, and each
 * address of the target in turn. Leaves what was recorded in a file.
 */
public final class FreshConnectionsSimulation extends Simulation {

  static final String URL = "fresh.url";
  static final String SINK_URL = "fresh.sink";
  static final String ADDRESSES = "fresh.addresses";
  static final String RESULTS = "fresh.results";

  static final Duration CONNECT_TIMEOUT = Duration.ofMillis(400);
  static final double PER_SECOND = 30;
  static final int ATTEMPTS = 30;
  static final int WARM_UP_ATTEMPTS = 15;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was recorded. */
  public record Result(
      Map<String, Map<Outcome, Long>> addresses,
      Map<Phase, Long> phases,
      List<Double> connectMillis) {}

  private final Pacer pacer = new Pacer(20, PER_SECOND);
  private final Thread conductor = new Thread(this::conduct, "conductor");
  private volatile Pass trial;

  public FreshConnectionsSimulation() {
    EngineSettings.apply(CONNECT_TIMEOUT, Duration.ofSeconds(1));
    var target = new TargetSettings(null, "GET", "/", Map.of(), "");
    var traffic =
        new Traffic(
            target.at(URI.create(System.getProperty(URL))),
            () -> System.getProperty(URL),
            () -> System.getProperty(SINK_URL),
            FailureLog.attach(),
            Duration.ofSeconds(5),
            true,
            Masking.NONE,
            null);
    setUp(traffic.scenarioOf("fresh", pacer).injectOpen(atOnceUsers(20)))
        .protocols(OnsetSimulation.protocol(Experiment.Connections.FRESH));
  }

  static Result read(Path results) throws IOException {
    return JSON.readValue(results.toFile(), new TypeReference<>() {});
  }

  @Override
  public void before() {
    conductor.setDaemon(true);
    conductor.start();
  }

  @Override
  public void after() {
    var summary = trial.recorder().summary();
    var result =
        new Result(
            summary.routes().addresses(),
            summary.routes().phases(),
            summary.log().entries().stream()
                .mapToDouble(AttemptLog.Entry::connectNanos)
                .filter(Double::isFinite)
                .mapToObj(nanos -> nanos / 1e6)
                .toList());
    try {
      JSON.writeValue(Path.of(System.getProperty(RESULTS)).toFile(), result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void conduct() {
    try {
      run(Order.Sending.Destination.SINK, WARM_UP_ATTEMPTS);
      trial = run(Order.Sending.Destination.TARGET, ATTEMPTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pacer.finish();
    }
  }

  private Pass run(Order.Sending.Destination destination, int attempts)
      throws InterruptedException {
    var pass =
        new Pass(
            new ConstantRate(PER_SECOND, Duration.ofMillis((long) (1_000 * attempts / PER_SECOND))),
            Duration.ZERO,
            1,
            destination == Order.Sending.Destination.SINK ? List.of() : addresses(),
            System.nanoTime() + 1_000_000_000,
            destination,
            new Endings(System.nanoTime()),
            new Tally());
    pacer.run(pass);
    while (!pass.isOver(System.nanoTime())) {
      Thread.sleep(10);
    }
    return pass;
  }

  private static List<InetAddress> addresses() {
    return Arrays.stream(System.getProperty(ADDRESSES).split(","))
        .map(
            text -> {
              try {
                return InetAddress.getByName(text);
              } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
              }
            })
        .toList();
  }
}
