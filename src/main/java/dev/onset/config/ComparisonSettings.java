package dev.onset.config;

/**
 * What counts as a change between two runs.
 *
 * @param smallestChange changes below this share are none, from 0
 * @param sameWithin overlapping bounds are the same when a change of more than this share is
 *     excluded, above 0
 */
public record ComparisonSettings(double smallestChange, double sameWithin) {}
