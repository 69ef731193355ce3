package dev.onset.injector;

/**
 * What a planned load asks of the host that is to generate it.
 *
 * @param connections most connections open at once
 * @param opensPerSecond most new connections per second, while others were closed before
 * @param opened most connections that are opened in all; {@link Long#MAX_VALUE} without an end
 * @param users virtual users that wait in memory
 * @param ends ends of each connection in this process: 2 when the target runs in it, too
 * @param loopback whether the target has a loopback address
 * @param setting the setting that asks for it, such as {@code onset.concurrency.max}
 */
public record Demand(
    long connections,
    double opensPerSecond,
    long opened,
    long users,
    int ends,
    boolean loopback,
    String setting) {

  /** Connections that are open, or were closed less than so many seconds ago. */
  long within(double seconds) {
    double before = Math.ceil(opensPerSecond * seconds);
    return connections + (long) Math.min(before, (double) Math.max(0, opened - connections));
  }
}
