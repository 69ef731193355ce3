package dev.onset.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeltTest {

  /** Optimal partitioning without any pruning, from the definition. */
  private static List<Integer> byBruteForce(
      double[] values, double deviation, double penalty, int shortest) {
    int n = values.length;
    var best = new double[n + 1];
    var partitions = new ArrayList<List<Integer>>();
    partitions.add(List.of());
    best[0] = -penalty;
    for (int end = 1; end <= n; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      List<Integer> cheapest = List.of();
      for (int start = 0; start + shortest <= end; start++) {
        var part = Arrays.copyOfRange(values, start, end);
        double mean = Arrays.stream(part).average().orElseThrow();
        double cost = Arrays.stream(part).map(v -> (v - mean) * (v - mean)).sum();
        double total = best[start] + cost / (deviation * deviation) + penalty;
        if (total < best[end]) {
          best[end] = total;
          cheapest = new ArrayList<>(partitions.get(start));
          if (start > 0) {
            cheapest.add(start);
          }
        }
      }
      partitions.add(cheapest);
    }
    return partitions.get(n);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "5"})
  void it_finds_what_trying_every_partition_finds(int shortest) {
    long seed = 20261123 + shortest;
    var random = new Random(seed);
    int changes = 0;
    for (int series = 0; series < 400; series++) {
      var values = new double[shortest + random.nextInt(60)];
      double level = 5;
      for (int i = 0; i < values.length; i++) {
        if (random.nextInt(6) == 0) {
          level += random.nextGaussian();
        }
        values[i] = level + 0.3 * random.nextGaussian();
      }
      double penalty = 0.5 + 12 * random.nextDouble();
      var found = Pelt.changes(values, 0.3, penalty, shortest);
      assertThat(found)
          .as("seed %d, series %d", seed, series)
          .isEqualTo(byBruteForce(values, 0.3, penalty, shortest));
      changes += found.size();
    }
    assertThat(changes).as("changes found").isGreaterThan(400);
  }

  @Test
  void a_series_too_short_for_one_segment_has_no_change() {
    assertThat(Pelt.changes(new double[0], 1, 1, 2)).isEmpty();
    assertThat(Pelt.changes(new double[] {4}, 1, 1, 2)).isEmpty();
    assertThat(Pelt.changes(new double[] {4, 900, 4}, 1, 1, 2)).isEmpty();
  }
}
