package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that goes down under load and does not come back is left alone. */
class StaysDownTest {

  private static final int SERVED = 400;

  @TempDir Path folder;

  @Test
  void the_search_stops_after_the_trial_in_which_it_went_down() throws Exception {
    var server = mortal();
    var result =
        GatlingProcess.run(
            RateOnsetSimulation.class,
            Map.of(
                "onset.target.base-url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "onset.budget.recovery", "2s",
                "onset.injector.warm-up", "2s",
                "onset.rate.start", "100",
                "onset.rate.level", "1s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).as(result.output()).isEqualTo(Status.STOPPED);
    assertThat(experiment.statusReason())
        .contains("the target has not come back within 2 s after the load was gone")
        .contains("(onset.budget.recovery)");
    assertThat(experiment.trials().stream().filter(trial -> trial.outcomes().size() > 1))
        .as("trials in which something failed: %s", experiment.trials())
        .hasSize(1);
    assertThat(experiment.outcomes()).containsKey(Outcome.CONNECTION_REFUSED);
    assertThat(experiment.outcomes().get(Outcome.OK)).isBetween(SERVED / 2L, (long) SERVED);
  }

  /** Serves so many requests, and is gone then. */
  private static HttpServer mortal() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    var served = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
          if (served.incrementAndGet() == SERVED) {
            new Thread(() -> server.stop(0)).start();
          }
        });
    server.setExecutor(
        Executors.newFixedThreadPool(
            4,
            task -> {
              var thread = new Thread(task, "mortal server");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return server;
  }
}
