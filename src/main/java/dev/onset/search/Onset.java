package dev.onset.search;

import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The load at which an outcome begins on one axis, with bounds.
 *
 * @param outcome the outcome that begins
 * @param status whether the bounds are confirmed
 * @param lower highest load confirmed clean of the outcome, or null when there is none
 * @param upper lowest load confirmed to show the outcome, or null when there is none
 * @param estimate best single value within the bounds, or null when there is none
 * @param observed load in force when the first attempt with this outcome was due, or null when it
 *     never occurred; on a rising load this is biased upward
 * @param confidence between 0 and 1, the trust in the bounds; see the search that produced it
 */
public record Onset(
    Outcome outcome,
    OnsetStatus status,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double estimate,
    @Nullable Double observed,
    double confidence) {}
