package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinsTest {

  private static final double TENTH_OF_A_DECADE = Math.pow(10, 0.1);

  @ParameterizedTest(name = "{0} ms is in the bin up to {1} ms")
  @CsvSource({
    "0,         0.01",
    "0.01,      0.01",
    "0.0101,    0.01259",
    "0.25,      0.2512",
    "1,         1",
    "1.0001,    1.259",
    "1.2589,    1.259",
    "9.99,      10",
    "10,        10",
    "999,       1000",
    "1003,      1259",
    "3000,      3162",
    "3600000,   3981000"
  })
  void bins_are_tenths_of_a_decade(double millis, double upTo) {
    var counter = new Bins.Counter();
    counter.add(millis, 3);

    assertThat(counter.bins()).isEqualTo(new Bins(List.of(upTo), List.of(3L)));
  }

  @Test
  void bins_without_a_duration_are_kept_between_others_and_left_out_at_the_ends() {
    var counter = new Bins.Counter();
    counter.add(2, 1);
    counter.add(1, 1);
    counter.add(2, 1);

    assertThat(counter.bins())
        .isEqualTo(new Bins(List.of(1.0, 1.259, 1.585, 1.995, 2.512), List.of(1L, 0L, 0L, 0L, 2L)));
    assertThat(new Bins.Counter().bins()).isEqualTo(new Bins(List.of(), List.of()));
  }

  @Test
  void every_duration_is_in_one_bin_and_bins_are_equally_wide() {
    var random = new SplittableRandom(20261122);
    for (int i = 0; i < 200; i++) {
      var micros = new HashMap<String, Histogram>();
      int count = random.nextInt(1, 50);
      for (int k = 0; k < count; k++) {
        Histograms.record(micros, "x", (long) Math.pow(10, random.nextDouble(3, 12.5)));
      }

      var bins = Histograms.copyOf(micros).bins("x");

      assertThat(bins.counts().stream().mapToLong(n -> n).sum()).isEqualTo(count);
      for (int k = 1; k < bins.counts().size(); k++) {
        assertThat(bins.upToMillis().get(k) / bins.upToMillis().get(k - 1))
            .isCloseTo(TENTH_OF_A_DECADE, within(2e-3));
      }
    }
  }
}
