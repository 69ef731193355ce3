package dev.onset.config;

import java.time.Duration;

/**
 * The search along the concurrency axis.
 *
 * @param maxConnections the most connections ever open at once
 * @param openRatePerSecond connections opened per second
 * @param holdInterval time between two requests on a held connection
 */
public record ConcurrencySettings(
    int maxConnections, double openRatePerSecond, Duration holdInterval) {}
