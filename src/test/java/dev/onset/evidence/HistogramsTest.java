package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramsTest {

  @Test
  void durations_split_in_any_way_and_merged_in_any_order_are_the_same() {
    var random = new SplittableRandom(20261122);
    for (int i = 0; i < 30; i++) {
      var whole = new HashMap<Integer, Histogram>();
      List<Map<Integer, Histogram>> parts =
          List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
      for (int k = random.nextInt(300); k >= 0; k--) {
        int key = random.nextInt(3);
        long nanos = random.nextLong(100_000_000_000L);
        Histograms.record(whole, key, nanos);
        Histograms.record(parts.get(random.nextInt(3)), key, nanos);
      }
      var a = Histograms.copyOf(parts.get(0));
      var b = Histograms.copyOf(parts.get(1));
      var c = Histograms.copyOf(parts.get(2));

      assertThat(a.plus(b).plus(c)).isEqualTo(Histograms.copyOf(whole));
      assertThat(c.plus(b.plus(a))).isEqualTo(Histograms.copyOf(whole));
      assertThat(a.plus(Histograms.none())).isEqualTo(a);
      assertThat(Histograms.<Integer>none().plus(a)).isEqualTo(a);
    }
  }

  @Test
  void keys_that_become_one_are_counted_together_and_the_original_stays() {
    var histograms = histograms(Map.of("a", 1L, "b", 3L));

    var renamed = histograms.renamed(key -> "c");

    assertThat(renamed.keys()).containsExactly("c");
    assertThat(renamed.count("c")).isEqualTo(2);
    assertThat(renamed.millis("c", 100)).isCloseTo(3, within(0.01));
    assertThat(histograms).isEqualTo(histograms(Map.of("a", 1L, "b", 3L)));
  }

  @Test
  void of_a_key_without_durations_nothing_is_known() {
    assertThat(Histograms.none().count("x")).isZero();
    assertThat(Histograms.none().millis("x", 50)).isNaN();
    assertThat(Histograms.none().bins("x").counts()).isEmpty();
  }

  private static Histograms<String> histograms(Map<String, Long> millis) {
    var micros = new HashMap<String, Histogram>();
    millis.forEach((key, value) -> Histograms.record(micros, key, value * 1_000_000));
    return Histograms.copyOf(micros);
  }
}
