package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.Masking;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the request of each curl file of a list once. */
public final class CurlSimulation extends Simulation {

  /** The curl files, separated by line breaks. */
  static final String FILES = "curl.files";

  /** The axis, as its simulation would send. */
  static final String AXIS = "curl.axis";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  public CurlSimulation() {
    EngineSettings.apply(LIMIT, LIMIT);
    var failures = FailureLog.attach();
    var axis = Axis.valueOf(System.getProperty(AXIS));
    var populations = new ArrayList<PopulationBuilder>();
    for (var file : System.getProperty(FILES).split("\n", -1)) {
      populations.add(population("request-" + populations.size(), file, axis, failures));
    }
    setUp(populations).protocols(OnsetSimulation.protocol(connections(axis)));
  }

  private static Experiment.Connections connections(Axis axis) {
    return switch (axis) {
      case RATE -> Experiment.Connections.SHARED;
      case CONCURRENCY -> Experiment.Connections.HELD;
      case CONNECTION_RATE -> Experiment.Connections.FRESH;
    };
  }

  private static PopulationBuilder population(
      String name, String file, Axis axis, FailureLog failures) {
    var target =
        SettingsLoader.load(
                ConfigFactory.parseMap(Map.of("onset.target.curl-file", file)), Clock.systemUTC())
            .target();
    var traffic =
        new Traffic(
            target,
            () -> target.url().toString(),
            () -> target.url().toString(),
            failures,
            LIMIT,
            axis == Axis.CONNECTION_RATE,
            Masking.NONE,
            null);
    return traffic.scenarioOf(name, new Once()).injectOpen(atOnceUsers(1));
  }

  /** Orders for one worker: send, go home. */
  private static final class Once implements Dispatcher {
    private boolean asked;

    @Override
    public Order next(long worker, long nowNanos) {
      if (asked) {
        return new Order.Leave();
      }
      asked = true;
      return new Order.Send(new Try(), nowNanos);
    }
  }

  /** An attempt of which nothing is recorded. */
  private static final class Try implements Order.Sending {
    @Override
    public Destination destination() {
      return Destination.TARGET;
    }

    @Override
    public boolean begins(long nowNanos) {
      return true;
    }

    @Override
    public @Nullable Outcome ends(long nowNanos, @Nullable Ending ending) {
      // The server keeps what it was sent.
      return null;
    }
  }
}
