package dev.onset.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A connection whose first SYN was not answered.
 *
 * @param load the load in force when it was due
 * @param dueNanos when it was due, in nanoseconds since the experiment began
 * @param seconds after how many seconds a retry got through, or null when none did
 */
public record DroppedSyn(double load, long dueNanos, @Nullable Integer seconds) {}
