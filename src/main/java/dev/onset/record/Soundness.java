package dev.onset.record;

import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the bounds of a record can be true. A comparison or a gate that trusted impossible bounds
 * would claim anything.
 */
final class Soundness {

  private Soundness() {}

  /** What cannot be true about an onset that was found, as a clause; null when nothing is wrong. */
  static @Nullable String contradiction(List<Onset> onsets) {
    for (var onset : onsets) {
      var lower = onset.lower();
      var upper = onset.upper();
      if (onset.status() != OnsetStatus.FOUND) {
        continue;
      }
      if (lower != null && upper != null && lower > upper) {
        return "its onset of %s has a lower bound, %s, above the upper one, %s"
            .formatted(onset.outcome(), lower, upper);
      }
      if ((lower != null && lower < 0) || (upper != null && upper < 0)) {
        return "its onset of %s is at a load below zero".formatted(onset.outcome());
      }
    }
    return null;
  }
}
