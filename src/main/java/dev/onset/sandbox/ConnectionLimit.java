package dev.onset.sandbox;

import java.util.Locale;

/**
 * How many connections are served at once, and how many more the kernel holds until then.
 *
 * <p>At capacity the gateway stops accepting. The kernel then completes {@code backlog + 1} more
 * connections, which stay silent, and on Linux drops the SYN of every later one, so that its
 * connect times out. The same happens when it accepts so many a second and more arrive.
 *
 * @param capacity connections accepted and open at once, at least 1
 * @param backlog the argument of {@code listen}, at least 1; the kernel caps it at its own maximum
 *     ({@code net.core.somaxconn} on Linux)
 * @param perSecond connections accepted per second, evenly spaced, up to 100,000; 0 for as fast as
 *     they come
 */
public record ConnectionLimit(int capacity, int backlog, double perSecond) {

  private static final double MOST_PER_SECOND = 100_000;

  /** A limit on the number alone. */
  public ConnectionLimit(int capacity, int backlog) {
    this(capacity, backlog, 0);
  }

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public ConnectionLimit {
    new Rules()
        .require(capacity >= 1, "connections.capacity", capacity, "at least 1 connection")
        // Java's sockets take a backlog below 1 for "use the default of 50".
        .require(backlog >= 1, "connections.backlog", backlog, "at least 1 waiting connection")
        .require(
            perSecond >= 0 && perSecond <= MOST_PER_SECOND,
            "connections.perSecond",
            perSecond,
            "from 0 to 100000 connections/s")
        .check();
  }

  /** Connections that the kernel completes beyond the capacity, on a kernel with this maximum. */
  long waiting(int kernelMaximum) {
    return Math.min(backlog, kernelMaximum) + 1L;
  }

  /** Nanoseconds from one accepted connection to the next at the least. */
  long gapNanos() {
    return perSecond == 0 ? 0 : Math.round(1e9 / perSecond);
  }

  /** The limit in words, for a kernel that caps the backlog at this maximum. */
  String describe(int kernelMaximum) {
    long waiting = waiting(kernelMaximum);
    String cap = backlog > kernelMaximum ? ", which the kernel caps at " + kernelMaximum : "";
    return String.format(
        Locale.ROOT,
        "serves %d at once, then up to %d more wait in the kernel's accept queue (backlog %d%s),"
            + " from the %s on connects time out%s",
        capacity,
        waiting,
        backlog,
        cap,
        ordinal(capacity + waiting + 1),
        perSecond == 0 ? "" : "; accepts " + Words.plain(perSecond) + "/s");
  }

  private static String ordinal(long number) {
    boolean teen = number / 10 % 10 == 1;
    String ending =
        switch (teen ? 0 : (int) (number % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + ending;
  }
}
