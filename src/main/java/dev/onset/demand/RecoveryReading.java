package dev.onset.demand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What demands after an overload say of how the target comes back. Pure. */
public final class RecoveryReading {

  private RecoveryReading() {}

  /**
   * Seconds from a moment to the first demand due after it from which on none fails for a while;
   * null when there is no such stretch yet.
   *
   * @param decided demands in the order in which they were due, each served or given up
   * @param fromSeconds the moment, in seconds from the first demand
   * @param cleanSeconds how long none may fail
   */
  public static @Nullable Double secondsToClean(
      List<Demand> decided, double fromSeconds, double cleanSeconds) {
    double clean = Double.NaN;
    for (var demand : decided) {
      if (demand.dueSeconds() < fromSeconds) {
        continue;
      }
      if (!demand.isServed()) {
        clean = Double.NaN;
      } else if (Double.isNaN(clean)) {
        clean = demand.dueSeconds();
      }
      if (demand.dueSeconds() - clean >= cleanSeconds) {
        return clean - fromSeconds;
      }
    }
    return null;
  }

  /** Whether all demands due from a moment on were served, of which there must be some. */
  public static boolean isCleanFrom(List<Demand> demands, double fromSeconds) {
    return demands.stream().anyMatch(demand -> demand.dueSeconds() >= fromSeconds)
        && failedFrom(demands, fromSeconds) == 0;
  }

  /** How many of the demands due from a moment on failed. */
  public static long failedFrom(List<Demand> demands, double fromSeconds) {
    return demands.stream()
        .filter(demand -> demand.dueSeconds() >= fromSeconds && !demand.isServed())
        .count();
  }
}
