package dev.onset.evidence;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a client sends a SYN again that was not answered.
 *
 * <p>Linux waits one second and doubles the wait. Since {@code tcp_syn_linear_timeouts} it first
 * repeats after the same second four more times. A timer is late by up to the grain of the kernel's
 * timer wheel, 64 ms for waits of up to two seconds and 512 ms for longer ones, and so every
 * further retry drifts.
 */
public enum SynSchedule {
  /** Waits of 1, 1, 1, 1, 1, 2, 4, 8 … seconds. */
  LINEAR(1, 2, 3, 4, 5, 7, 11, 19, 35),
  /** Waits of 1, 2, 4, 8 … seconds. */
  CLASSIC(1, 3, 7, 15, 31),
  /** One of both. */
  EITHER;

  private static final int SHORT_WAIT_SECONDS = 2;
  private static final double SHORT_GRAIN_MILLIS = 64;
  private static final double LONG_GRAIN_MILLIS = 512;

  // Never changed and never handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] seconds;

  SynSchedule(int... seconds) {
    this.seconds = seconds;
  }

  /**
   * Which retry is sent so many milliseconds after the first SYN, counted from 1, or 0 when none
   * is.
   *
   * @param early how many milliseconds before its time a retry may seem to be sent
   * @param late how many after it, beyond the lateness of the kernel's timers
   */
  int retryAt(double millis, double early, double late) {
    double drift = 0;
    for (int retry = 1; retry <= seconds.length; retry++) {
      drift += grain(retry);
      double due = 1000.0 * seconds[retry - 1];
      if (millis >= due - early && millis <= due + drift + late) {
        return retry;
      }
    }
    return 0;
  }

  /** How many retries have been sent for certain so many milliseconds after the first SYN. */
  int retriesWithin(double millis) {
    double drift = 0;
    int sent = 0;
    for (int retry = 1; retry <= seconds.length; retry++) {
      drift += grain(retry);
      if (1000.0 * seconds[retry - 1] + drift <= millis) {
        sent = retry;
      }
    }
    return sent;
  }

  /** Seconds after the first SYN at which any kernel sends it again, in ascending order. */
  public static SortedSet<Integer> allSeconds() {
    var all = new TreeSet<Integer>();
    for (var schedule : values()) {
      for (int second : schedule.seconds) {
        all.add(second);
      }
    }
    return all;
  }

  /** The second after the first SYN in which a retry is sent. */
  int secondOf(int retry) {
    return seconds[retry - 1];
  }

  private double grain(int retry) {
    int wait = seconds[retry - 1] - (retry == 1 ? 0 : seconds[retry - 2]);
    return wait <= SHORT_WAIT_SECONDS ? SHORT_GRAIN_MILLIS : LONG_GRAIN_MILLIS;
  }
}
