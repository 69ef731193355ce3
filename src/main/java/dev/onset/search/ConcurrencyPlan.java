package dev.onset.search;

import java.time.Duration;

/**
 * The parameters of a search along the concurrency axis.
 *
 * @param max most connections to open, at least 1
 * @param openRatePerSecond connections opened per second, above 0
 * @param connecting longest time that opening a connection may take before it counts as timed out
 */
public record ConcurrencyPlan(int max, double openRatePerSecond, Duration connecting) {}
