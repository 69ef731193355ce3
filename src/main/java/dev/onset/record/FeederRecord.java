package dev.onset.record;

import static java.util.Objects.requireNonNull;

import dev.onset.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows were spent that requests were filled with.
 *
 * @param file the name of the file they are from, without its folder
 * @param columns their names; no value is kept
 * @param rows how many there are
 * @param order which row came next: circular, random or once
 * @param attempts that were made with any row, the preflight's not included
 * @param used how many rows were used
 * @param least attempts with the row that was used least, 0 when one was not used
 * @param most attempts with the row that was used most
 * @param failures what other than success came of them, most frequent first
 * @param limitPerRow whether each row has a rate limit of its own; false when they share one, null
 *     when no limiter was named
 */
public record FeederRecord(
    String file,
    List<String> columns,
    int rows,
    String order,
    long attempts,
    int used,
    long least,
    long most,
    List<Failure> failures,
    @Nullable Boolean limitPerRow) {

  public FeederRecord {
    requireNonNull(file, "file");
    requireNonNull(order, "order");
    columns = List.copyOf(requireNonNull(columns, "columns"));
    failures = List.copyOf(requireNonNull(failures, "failures"));
  }

  /**
   * One outcome.
   *
   * @param attempts that ended so
   * @param rows how many rows met it
   * @param worst numbers of the rows with the largest share of it, from row 1 on
   */
  public record Failure(Outcome outcome, long attempts, int rows, List<Integer> worst) {
    public Failure {
      requireNonNull(outcome, "outcome");
      worst = List.copyOf(requireNonNull(worst, "worst"));
    }
  }
}
