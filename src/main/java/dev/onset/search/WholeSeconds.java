package dev.onset.search;

import java.util.Arrays;

/**
 * Connections that took whole seconds longer than usual: a client's kernel repeats a SYN after 1 s,
 * 2 s, 3 s … (Linux with linear SYN timeouts) or 1 s, 3 s, 7 s … when it is not answered.
 *
 * <p>Usual is the median of the connections that took less than {@value #QUICK_MILLIS} ms. A retry
 * is sent a little late, by up to {@value #LATE_MILLIS} ms for every second, the grain of the
 * kernel's timers. Where more slow connections lie between the steps than on them, connecting is
 * merely slow and no step is seen.
 *
 * @param usualMillis what a connection takes without a retry
 */
record WholeSeconds(double usualMillis) implements SynRetries {

  private static final double QUICK_MILLIS = 900;
  private static final double EARLY_MILLIS = 60;
  private static final double LATE_MILLIS = 64;
  private static final double UNEVEN_MILLIS = 60;

  /** A retry after more seconds than this is too late to be told from slowness. */
  private static final int MOST_SECONDS = 7;

  /** As these times show it, in milliseconds. */
  static SynRetries of(double[] millis) {
    double[] quick = Arrays.stream(millis).filter(time -> time < QUICK_MILLIS).sorted().toArray();
    if (quick.length == 0) {
      return NONE;
    }
    var steps = new WholeSeconds(quick[quick.length / 2]);
    int slow = millis.length - quick.length;
    long onSteps =
        Arrays.stream(millis).filter(time -> steps.secondsBefore(time * 1e6) > 0).count();
    return onSteps < slow - onSteps ? NONE : steps;
  }

  @Override
  public int secondsBefore(double connectNanos) {
    double millis = connectNanos / 1e6 - usualMillis;
    if (!(millis >= QUICK_MILLIS - usualMillis)) {
      return 0;
    }
    for (int seconds = 1; seconds <= MOST_SECONDS; seconds++) {
      double sent = 1_000.0 * seconds;
      if (millis >= sent - EARLY_MILLIS && millis <= sent + seconds * LATE_MILLIS + UNEVEN_MILLIS) {
        return seconds;
      }
    }
    return 0;
  }
}
