package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import dev.onset.record.FeederRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeederRecordingTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} that stands for {1}: {2}")
  @CsvSource({
    "FIXED_WINDOW,    3, true",
    "FIXED_WINDOW,    1, false",
    "CONCURRENCY_CAP, 1, false",
    "UNKNOWN,         1,",
    ",                1,"
  })
  void rows_have_limits_of_their_own_where_a_named_limiter_stands_for_several(
      @Nullable Algorithm algorithm, int shares, @Nullable Boolean perRow) throws Exception {
    var limiter =
        algorithm == null
            ? null
            : new Limiter(algorithm, null, 9, 9, 1.0, null, 0.9, 1, List.of(), null, shares);

    assertThat(FeederRecording.of(filler(), limiter).limitPerRow()).isEqualTo(perRow);
  }

  @Test
  void how_rows_were_spent_is_kept_without_their_values() throws Exception {
    var filler = filler();
    for (int i = 0; i < 7; i++) {
      var request = filler.next();
      filler.ended(request, request.row() == 1 ? Outcome.RATE_LIMITED : Outcome.OK);
    }

    assertThat(FeederRecording.of(filler, null))
        .isEqualTo(
            new FeederRecord(
                "keys.csv",
                List.of("key"),
                3,
                "circular",
                7,
                3,
                2,
                3,
                List.of(new FeederRecord.Failure(Outcome.RATE_LIMITED, 2, 1, List.of(2))),
                null));
  }

  @Test
  void without_rows_nothing_is_recorded() {
    assertThat(FeederRecording.of(null, null)).isNull();
  }

  private Filler filler() throws Exception {
    var file = Files.writeString(folder.resolve("keys.csv"), "key\none\ntwo\nthree\n");
    var config =
        "onset.target { headers.X-Key = \"#{key}\", feeder.file = \"%s\" }".formatted(file);
    var settings = SettingsLoader.load(ConfigFactory.parseString(config), Clock.systemUTC());
    return Filler.of(settings.target());
  }
}
