package dev.onset.config;

import java.time.Duration;

/**
 * The most that one experiment may spend.
 *
 * @param duration time from the first trial on, rests included
 * @param rejectedRequests requests that the target turned away
 * @param recovery time in which a target that failed must answer again; zero: it is never asked
 */
public record BudgetSettings(Duration duration, long rejectedRequests, Duration recovery) {

  /** A budget of which the target is never asked how it is. */
  public BudgetSettings(Duration duration, long rejectedRequests) {
    this(duration, rejectedRequests, Duration.ZERO);
  }
}
