package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose requests are filled with rows of a file. */
class FeederRunTest {

  private static final int KEYS = 4;
  private static final String KEY = "hidden-key-";

  @TempDir Path folder;

  @Test
  void a_limit_for_each_key_is_met_at_the_sum_of_all_of_them() throws Exception {
    var result =
        GatlingProcess.run(
            RateOnsetSimulation.class,
            Map.of(
                "onset.sandbox.rate-limit.requests-per-second", "50",
                "onset.sandbox.rate-limit.scope", "credential",
                "onset.sandbox.connections.capacity", "1000",
                "onset.target.headers.Authorization", "Bearer #{key}",
                "onset.target.path", "/users/#{user}",
                "onset.target.feeder.file", keys(KEYS).toString(),
                "onset.rate.start", "140",
                "onset.rate.level", "1s",
                "onset.rate.confirm", "5s",
                "onset.injector.warm-up", "4s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    var onset =
        experiment.onsets().stream()
            .filter(each -> each.outcome() == Outcome.RATE_LIMITED)
            .findFirst()
            .orElseThrow();
    assertThat(onset.estimate()).as(result.output()).isBetween(0.97 * 200, 1.03 * 200);
    var spent = experiment.feeder();
    assertThat(spent.used()).isEqualTo(KEYS);
    assertThat(spent.most() - spent.least()).isLessThanOrEqualTo(spent.most() / 100 + 2);
    assertThat(spent.attempts())
        .isEqualTo(experiment.outcomes().values().stream().mapToLong(n -> n).sum());
    assertThat(spent.failures())
        .anySatisfy(
            failure -> {
              assertThat(failure.outcome()).isEqualTo(Outcome.RATE_LIMITED);
              assertThat(failure.rows()).isEqualTo(KEYS);
            });
    assertThat(experiment.target().url()).endsWith("/users/#{user}");
    assertThat(result.output())
        .contains("ROWS         4 rows of keys.csv (key, user), in turn")
        .doesNotContain(KEY);
    try (var files = Files.walk(result.reportsDir())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain(KEY);
      }
    }
  }

  @Test
  void a_search_ends_when_rows_that_are_used_once_are_used_up() throws Exception {
    var result =
        GatlingProcess.run(
            RateOnsetSimulation.class,
            Map.of(
                "onset.target.path", "/users/#{user}",
                "onset.target.feeder.file", keys(300).toString(),
                "onset.target.feeder.order", "once",
                "onset.injector.warm-up", "2s"),
            folder);

    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.STOPPED);
    assertThat(experiment.statusReason()).contains("300 rows of keys.csv is used up");
    // The first row is the preflight's.
    assertThat(experiment.feeder().used()).isBetween(290, 299);
    assertThat(experiment.feeder().most()).isEqualTo(1);
  }

  private Path keys(int count) throws Exception {
    var text = new StringBuilder("key,user\n");
    for (int i = 0; i < count; i++) {
      text.append(KEY).append(i).append(",user").append(i).append('\n');
    }
    return Files.writeString(folder.resolve("keys.csv"), text);
  }
}
