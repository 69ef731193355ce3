package dev.onset.compare;

import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one onset.
 *
 * @param droppedSyn whether it is the onset of dropped SYNs, which is below that of the connect
 *     timeouts that they become
 * @param lowestRatio candidate over baseline, at least; 0 when that is open
 * @param highestRatio candidate over baseline, at most; infinite when that is open
 * @param estimatedRatio ratio of the best estimates; null when one of them is missing
 * @param reason the verdict's reason, as the end of a sentence
 */
public record OnsetChange(
    Outcome outcome,
    boolean droppedSyn,
    Place baseline,
    Place candidate,
    Change verdict,
    double lowestRatio,
    double highestRatio,
    @Nullable Double estimatedRatio,
    String reason) {}
