package dev.onset.gatling;

import dev.onset.config.BudgetSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an experiment has spent of its budget, and whether it may go on. Thread-safe. */
final class Spending {

  private final BudgetSettings budget;
  private final Tally tally;
  private final Oversight oversight;
  private final long originNanos;

  /**
   * The spending of an experiment.
   *
   * @param originNanos when it began, on {@link System#nanoTime}'s clock
   */
  Spending(BudgetSettings budget, Tally tally, Oversight oversight, long originNanos) {
    this.budget = budget;
    this.tally = tally;
    this.oversight = oversight;
    this.originNanos = originNanos;
  }

  /** Why it must not go on, or null. */
  @Nullable String now() {
    var calledOff = oversight.calledOff();
    if (calledOff != null) {
      return calledOff;
    }
    if (tally.rejected() > budget.rejectedRequests()) {
      return "the budget of %d rejected requests is spent (onset.budget.rejected)"
          .formatted(budget.rejectedRequests());
    }
    return null;
  }

  /** Why it must not begin what takes so long, or null; time alone is asked for. */
  @Nullable String before(Duration next) {
    var needed = Duration.ofNanos(System.nanoTime() - originNanos).plus(next);
    return needed.compareTo(budget.duration()) > 0
        ? "the next trial would exceed the budget of %d s (onset.budget.duration)"
            .formatted(budget.duration().toSeconds())
        : null;
  }
}
