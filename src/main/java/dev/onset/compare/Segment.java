package dev.onset.compare;

/**
 * Consecutive runs between two changes.
 *
 * @param from index of the first
 * @param to index behind the last
 * @param level geometric mean of their values, without those that stand alone
 */
public record Segment(int from, int to, double level) {}
