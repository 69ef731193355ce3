package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onset.config.TargetSettings;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one request per {@link Cause}, after one to a server that answers, and leaves what the
 * workers reported in a file.
 */
public final class CauseSimulation extends Simulation {

  static final Duration CONNECT_TIMEOUT = Duration.ofMillis(400);
  static final Duration TLS_TIMEOUT = Duration.ofMillis(700);
  static final Duration REQUEST_TIMEOUT = Duration.ofMillis(1_500);
  static final Duration REQUEST_TIMEOUT_BELOW_CONNECT = Duration.ofMillis(250);

  /** What would be read as Gatling's expression language, in a header and in the body. */
  static final String HEADER = "#{header} ${header} #{a.b} $${c}";

  static final String BODY = "{\"new\": \"#{body}\", \"old\": \"${body}\", \"two\": \"##{d}\"}";

  static final String RESULTS = "contract.results";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How an attempt ended. */
  public record Result(
      Outcome outcome, @Nullable String text, long millis, @Nullable Double waitSeconds) {}

  private final Map<Cause, Result> results = new ConcurrentSkipListMap<>();

  public CauseSimulation() {
    EngineSettings.apply(CONNECT_TIMEOUT, TLS_TIMEOUT);
    var failures = FailureLog.attach();
    var populations = new ArrayList<PopulationBuilder>();
    for (var cause : Cause.values()) {
      populations.add(population(cause, failures));
    }
    setUp(populations).protocols(OnsetSimulation.protocol(Experiment.Connections.SHARED));
  }

  /** The properties that tell the simulation where to send what. */
  static Map<String, String> settings(FaultyTarget target, Path results) {
    var settings = new ConcurrentSkipListMap<String, String>();
    for (var cause : Cause.values()) {
      settings.put(urlKey(cause), target.url(cause));
    }
    settings.put(RESULTS, results.toString());
    return settings;
  }

  /** What the simulation left. */
  static Map<Cause, Result> read(Path results) throws IOException {
    return JSON.readValue(results.toFile(), new TypeReference<>() {});
  }

  @Override
  public void after() {
    try {
      JSON.writeValue(Path.of(System.getProperty(RESULTS)).toFile(), results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PopulationBuilder population(Cause cause, FailureLog failures) {
    var target = new TargetSettings(null, "POST", "/", Map.of("X-Braces", HEADER), BODY);
    var traffic =
        new Traffic(
            target.at(URI.create(url(cause))),
            () -> url(cause),
            () -> url(Cause.SERVED),
            failures,
            cause == Cause.GIVEN_UP_WHILE_CONNECTING
                ? REQUEST_TIMEOUT_BELOW_CONNECT
                : REQUEST_TIMEOUT);
    return traffic.scenarioOf(cause.name(), new Errand(cause)).injectOpen(atOnceUsers(1));
  }

  private static String url(Cause cause) {
    return System.getProperty(urlKey(cause));
  }

  private static String urlKey(Cause cause) {
    return "contract.url." + cause.name();
  }

  /** Orders for one worker: warm up, make the attempt, go home. */
  private final class Errand implements Dispatcher {

    /** Other workers' first requests load classes; an attempt's time is to be its own. */
    private static final long LEAD_NANOS = 700_000_000;

    private final Cause cause;
    private int asked;

    Errand(Cause cause) {
      this.cause = cause;
    }

    @Override
    public Order next(long worker, long nowNanos) {
      asked++;
      if (asked == 1) {
        return new Order.Pause(5);
      }
      if (asked == 2) {
        return send(Order.Sending.Destination.SINK, nowNanos, result -> {});
      }
      if (asked > 2 + cause.requests()) {
        return new Order.Leave();
      }
      return send(
          Order.Sending.Destination.TARGET,
          nowNanos + LEAD_NANOS,
          result -> results.put(cause, result));
    }
  }

  private static Order send(
      Order.Sending.Destination destination, long dueNanos, Consumer<Result> report) {
    return new Order.Send(new Try(destination, dueNanos, report), dueNanos);
  }

  private static final class Try implements Order.Sending {
    private final Destination destination;
    private final long dueNanos;
    private final Consumer<Result> report;
    private long begunNanos;

    Try(Destination destination, long dueNanos, Consumer<Result> report) {
      this.destination = destination;
      this.dueNanos = dueNanos;
      this.report = report;
    }

    @Override
    public Destination destination() {
      return destination;
    }

    @Override
    public boolean begins(long nowNanos) {
      begunNanos = nowNanos;
      return true;
    }

    @Override
    public Outcome ends(long nowNanos, @Nullable Ending ending) {
      var attempt = new Endings(dueNanos).attempt(1, 0, dueNanos, begunNanos, nowNanos, ending);
      report.accept(
          new Result(
              attempt.outcome(),
              attempt.text(),
              (nowNanos - begunNanos) / 1_000_000,
              attempt.waitSeconds()));
      return attempt.outcome();
    }
  }
}
