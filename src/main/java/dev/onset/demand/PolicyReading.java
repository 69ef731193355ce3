package dev.onset.demand;

import dev.onset.record.RetryStudy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of demands under one way of retrying. Pure.
 *
 * <ul>
 *   <li>Amplification is attempts per demand.
 *   <li>A demand counts as served when it was served before it would have been given up.
 *   <li>The target is back from the first demand after the push on that is served at its first
 *       attempt and from which on no more than 1 in 100 are not, until the end; less than {@code
 *       cleanSeconds} before the end there is nothing to be seen, so then it has not come back.
 * </ul>
 */
public final class PolicyReading {

  /** Share of demands that may fail by chance. */
  private static final double BY_CHANCE = 0.01;

  private PolicyReading() {}

  /**
   * The figures.
   *
   * @param demands in the order in which they were due
   * @param giveUpSeconds after which a demand is given up
   * @param cleanSeconds how long demands must be served for the target to count as back
   * @param untrusted why the figures do not count, or null when they do
   */
  public static Policy of(
      Retrying retrying,
      List<Demand> demands,
      Push push,
      double giveUpSeconds,
      double cleanSeconds,
      @Nullable String untrusted) {
    long attempts = demands.stream().mapToLong(Demand::attempts).sum();
    var pushed = demands.stream().filter(push::isIn).toList();
    long served = served(demands, giveUpSeconds);
    var waits =
        demands.stream()
            .filter(demand -> demand.isServedWithin(giveUpSeconds))
            .mapToDouble(demand -> (demand.servedSeconds() - demand.dueSeconds()) * 1e3)
            .sorted()
            .toArray();
    double endSeconds = push.endSeconds() + push.after().toNanos() / 1e9;
    var back = secondsToRecover(demands, push, endSeconds, giveUpSeconds, cleanSeconds);
    return new Policy(
        retrying.way().name(),
        retrying.words(),
        demands.size(),
        attempts,
        share(attempts, demands.size()),
        share(pushed.stream().mapToLong(Demand::attempts).sum(), pushed.size()),
        served,
        served / endSeconds,
        share(served(pushed, giveUpSeconds), pushed.size()),
        back,
        back == null,
        waits.length == 0 ? null : waits[(int) Math.ceil(0.99 * waits.length) - 1],
        demands.stream().filter(demand -> demand.attempts() == 0).count(),
        untrusted);
  }

  private static long served(List<Demand> demands, double giveUpSeconds) {
    return demands.stream().filter(demand -> demand.isServedWithin(giveUpSeconds)).count();
  }

  private static double share(long part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  private static @Nullable Double secondsToRecover(
      List<Demand> demands,
      Push push,
      double endSeconds,
      double giveUpSeconds,
      double cleanSeconds) {
    Double back = null;
    int failed = 0;
    int seen = 0;
    for (int i = demands.size() - 1; i >= 0; i--) {
      var demand = demands.get(i);
      if (demand.dueSeconds() < push.endSeconds()) {
        break;
      }
      seen++;
      boolean well = demand.attempts() == 1 && demand.isServedWithin(giveUpSeconds);
      failed += well ? 0 : 1;
      if (well && failed <= BY_CHANCE * seen && endSeconds - demand.dueSeconds() >= cleanSeconds) {
        back = demand.dueSeconds() - push.endSeconds();
      }
    }
    return back;
  }
}
