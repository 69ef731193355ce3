package dev.onset.config;

import java.time.Duration;

/**
 * The most that one experiment may spend.
 *
 * @param duration time from the first trial on, rests included
 * @param rejectedRequests requests that the target turned away
 */
public record BudgetSettings(Duration duration, long rejectedRequests) {}
