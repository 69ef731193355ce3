package dev.onset.config;

import java.time.Duration;

/**
 * The search along an axis that is counted per second, of requests or of new connections.
 *
 * @param startPerSecond the first load
 * @param maxPerSecond the highest load ever offered
 * @param precision how far apart the bounds of an onset may be, as a share of the upper one; 5% is
 *     0.05
 * @param step the factor from one ladder level to the next, more than 1
 * @param level time on one ladder level
 * @param trial the shortest trial between the bounds
 * @param confirm time of a trial that confirms a bound
 */
public record RateSettings(
    double startPerSecond,
    double maxPerSecond,
    double precision,
    double step,
    Duration level,
    Duration trial,
    Duration confirm) {

  /** The same search with a lower ceiling. */
  public RateSettings upTo(double mostPerSecond) {
    return new RateSettings(
        startPerSecond,
        Math.min(maxPerSecond, mostPerSecond),
        precision,
        step,
        level,
        trial,
        confirm);
  }
}
