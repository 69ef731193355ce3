package dev.onset.feeder;

import dev.onset.outcome.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out rows to requests and counts what became of each. Thread-safe; never blocks.
 *
 * <p>Rows are counted when an attempt ends; an attempt that was never sent spends nothing, except
 * where no row may be used twice.
 */
public final class Feeder {

  private final int rows;
  private final RowOrder order;
  private final int first;
  private final AtomicLong taken = new AtomicLong();
  private final Map<Outcome, AtomicIntegerArray> endings = new ConcurrentHashMap<>();

  /**
   * A feeder of rows.
   *
   * @param rows how many there are
   * @param first how many at the start are spent already, where none may be used twice
   */
  public Feeder(int rows, RowOrder order, int first) {
    this.rows = rows;
    this.order = order;
    this.first = order == RowOrder.ONCE ? first : 0;
  }

  /** The next row, from 0; empty when all are used up. */
  public OptionalInt next() {
    long number = taken.getAndIncrement();
    return switch (order) {
      case CIRCULAR -> OptionalInt.of((int) (number % rows));
      case RANDOM -> OptionalInt.of(new SplittableRandom(number).nextInt(rows));
      case ONCE ->
          number + first < rows ? OptionalInt.of((int) number + first) : OptionalInt.empty();
    };
  }

  /** Whether there is nothing left to hand out. */
  public boolean isUsedUp() {
    return order == RowOrder.ONCE && taken.get() + first >= rows;
  }

  /** Counts an attempt that was made with a row. */
  public void ended(int row, Outcome outcome) {
    endings.computeIfAbsent(outcome, any -> new AtomicIntegerArray(rows)).incrementAndGet(row);
  }

  /** What became of the rows until now. */
  public Spending spending() {
    var attempts = new long[rows];
    var failures = new EnumMap<Outcome, long[]>(Outcome.class);
    endings.forEach(
        (outcome, counts) -> {
          var copy = new long[rows];
          for (int row = 0; row < rows; row++) {
            copy[row] = counts.get(row);
            attempts[row] += copy[row];
          }
          if (outcome != Outcome.OK) {
            failures.put(outcome, copy);
          }
        });
    return Spending.of(attempts, failures);
  }
}
