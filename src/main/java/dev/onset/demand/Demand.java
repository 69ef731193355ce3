package dev.onset.demand;

/**
 * Something that a caller wanted, with all attempts that were made for it. Times are seconds from
 * when the first demand could be due.
 *
 * @param dueSeconds when it was wanted
 * @param attempts attempts made for it; 0 when the load generator did not get to it
 * @param servedSeconds when an attempt for it ended well; NaN when none did
 */
public record Demand(double dueSeconds, int attempts, double servedSeconds) {

  /** Whether it was served at all, however late. */
  public boolean isServed() {
    return !Double.isNaN(servedSeconds);
  }

  /** Whether it was served within a time from when it was due. */
  public boolean isServedWithin(double seconds) {
    return isServed() && servedSeconds - dueSeconds <= seconds;
  }
}
