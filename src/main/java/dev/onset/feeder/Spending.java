package dev.onset.feeder;

import dev.onset.outcome.Outcome;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How rows were spent.
 *
 * @param attempts that were made with any of them
 * @param used how many rows were used at all
 * @param least attempts with the row that was used least, 0 when one was not used
 * @param most attempts with the row that was used most
 * @param failures what other than success came of them, most frequent first
 */
public record Spending(long attempts, int used, long least, long most, List<Failure> failures) {

  private static final int SHOWN_ROWS = 5;

  /**
   * One outcome.
   *
   * @param attempts that ended so
   * @param rows how many rows met it
   * @param worst the rows with the largest share of it, from row 1 on, at most {@value
   *     Spending#SHOWN_ROWS}; ties by number
   */
  public record Failure(Outcome outcome, long attempts, int rows, List<Integer> worst) {
    public Failure {
      worst = List.copyOf(worst);
    }
  }

  public Spending {
    failures = List.copyOf(failures);
  }

  static Spending of(long[] attempts, Map<Outcome, long[]> failures) {
    return new Spending(
        Arrays.stream(attempts).sum(),
        (int) Arrays.stream(attempts).filter(count -> count > 0).count(),
        Arrays.stream(attempts).min().orElse(0),
        Arrays.stream(attempts).max().orElse(0),
        failures.entrySet().stream()
            .map(entry -> failure(entry.getKey(), entry.getValue(), attempts))
            .sorted(
                Comparator.comparingLong(Failure::attempts)
                    .reversed()
                    .thenComparing(Failure::outcome))
            .toList());
  }

  private static Failure failure(Outcome outcome, long[] counts, long[] attempts) {
    var met = IntStream.range(0, counts.length).filter(row -> counts[row] > 0).boxed().toList();
    return new Failure(
        outcome,
        Arrays.stream(counts).sum(),
        met.size(),
        met.stream()
            .sorted(
                Comparator.comparingDouble((Integer row) -> -(double) counts[row] / attempts[row]))
            .limit(SHOWN_ROWS)
            .map(row -> row + 1)
            .toList());
  }
}
