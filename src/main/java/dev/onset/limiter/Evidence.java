package dev.onset.limiter;

import java.util.Arrays;

/**
 * Arrivals as the models read them: plain arrays, the time at which each request met the limiter,
 * and how uncertain that time is.
 *
 * <p>A request meets the limiter somewhere between being sent and being answered. Rejections are
 * answered at once, so half of their usual round trip is the way there, and the spread of their
 * round trips is the uncertainty of one arrival against another.
 *
 * <p>Where tokens are counted, they are so in units of what an admitted request costs on average,
 * so that all that is known of requests holds of them too.
 */
final class Evidence {

  private static final double LEAST_TOLERANCE = 1e-4;

  final int size;
  final double epochOfZero;

  /** When each request met the limiter, in seconds, ascending. */
  final double[] time;

  /** When its answer left the limiter, in seconds. */
  final double[] done;

  final boolean[] admitted;

  /** How many were admitted before each request; one longer than the others. */
  final int[] admittedBefore;

  final Counting counting;

  /** What a unit is: 1 request, or so many tokens. */
  final double unit;

  /** What was charged before each request, in units; one longer than the others. */
  final double[] used;

  /** What a request has to find room for beside one unit or nothing, in units. */
  final double[] own;

  /** By how much that may be off, in units: rejected requests rarely say what they cost. */
  final double[] ownDoubt;

  /** The most that one request is charged, in units. */
  final double mostCharged;

  /** Most by which the order of two arrivals is in doubt, in seconds. */
  final double tolerance;

  /** What is charged for other requests within the tolerance of each request, in units. */
  final double[] admittedNearby;

  /** Other requests within the tolerance of each request. */
  final int[] nearby;

  final int rejections;

  /** Every how many requests the models are asked in a rough scan. */
  final int stride;

  Evidence(Arrivals arrivals) {
    this(arrivals, Counting.REQUESTS);
  }

  Evidence(Arrivals arrivals, Counting counting) {
    this.counting = counting;
    size = arrivals.size();
    epochOfZero = arrivals.epochSecondsOfZero();
    admitted = new boolean[size];
    admittedBefore = new int[size + 1];
    for (int i = 0; i < size; i++) {
      admitted[i] = arrivals.admitted(i);
      admittedBefore[i + 1] = admittedBefore[i] + (admitted[i] ? 1 : 0);
    }
    rejections = size - admittedBefore[size];
    var roundTrips = new double[rejections];
    for (int i = 0, k = 0; i < size; i++) {
      if (!admitted[i]) {
        roundTrips[k++] = arrivals.answered(i) - arrivals.sent(i);
      }
    }
    Arrays.sort(roundTrips);
    double way = quantile(roundTrips, 0.5) / 2;
    tolerance = Math.max(LEAST_TOLERANCE, quantile(roundTrips, 0.95) - quantile(roundTrips, 0.05));
    time = new double[size];
    done = new double[size];
    for (int i = 0; i < size; i++) {
      time[i] = arrivals.sent(i) + way;
      done[i] = Math.max(time[i], arrivals.answered(i) - way);
    }
    var charges = new Charges(arrivals, counting, admitted);
    unit = charges.unit();
    mostCharged = charges.most();
    used = charges.before(time, done);
    own = charges.own();
    ownDoubt = charges.ownDoubt();
    nearby = new int[size];
    admittedNearby = new double[size];
    int from = 0;
    int to = 0;
    for (int i = 0; i < size; i++) {
      while (time[from] < time[i] - tolerance) {
        from++;
      }
      while (to < size && time[to] <= time[i] + tolerance) {
        to++;
      }
      nearby[i] = to - from - 1;
      admittedNearby[i] =
          counting.isTokens()
              ? Math.max(0, used[to] - used[from] - charges.of(i)) + ownDoubt[i]
              : admittedBefore[to] - admittedBefore[from] - (admitted[i] ? 1 : 0);
    }
    stride = Math.max(1, size / 1200);
  }

  /** Number of admitted requests. */
  int admissions() {
    return admittedBefore[size];
  }

  /** The most that the threshold of a pressure admits, in units: of requests whole ones. */
  double most(double threshold) {
    return counting.isTokens() ? threshold : Math.floor(threshold) + 1;
  }

  /** How often an admission follows a rejection. */
  int resumptions() {
    int count = 0;
    for (int i = 1; i < size; i++) {
      count += admitted[i] && !admitted[i - 1] ? 1 : 0;
    }
    return count;
  }

  /** Seconds from the first arrival to the last. */
  double span() {
    return size == 0 ? 0 : time[size - 1] - time[0];
  }

  /** The first request at or after a time; {@code size} when there is none. */
  int indexAt(double seconds) {
    int found = Arrays.binarySearch(time, seconds);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && time[found - 1] == seconds) {
      found--;
    }
    return found;
  }

  /** Requests admitted per second between the first rejection and the last; 0 without any. */
  double admittedRate() {
    int first = 0;
    while (first < size && admitted[first]) {
      first++;
    }
    int last = size - 1;
    while (last > first && admitted[last]) {
      last--;
    }
    if (last <= first) {
      return 0;
    }
    return (admittedBefore[last] - admittedBefore[first]) / (time[last] - time[first]);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
  }
}
