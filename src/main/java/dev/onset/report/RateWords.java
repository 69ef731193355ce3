package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.search.Onset;
import java.math.RoundingMode;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Onsets on an axis that is counted per second.
 *
 * <p>Bounds are rounded outward, so that a printed interval always contains the confirmed one, and
 * to a tenth of its width, so that it is never blurred by more than that.
 */
record RateWords(Axis axis, String unit) implements OnsetWords {

  /** In the axis's own unit. */
  RateWords(Axis axis) {
    this(axis, axis.unit());
  }

  @Override
  public OutcomeWords words(Onset onset) {
    return OutcomeWords.of(onset.outcome(), axis);
  }

  @Override
  public String found(Onset onset) {
    return found(words(onset).begins(), onset);
  }

  /** One full sentence on where something begins. */
  String found(String begins, Onset onset) {
    var lower = onset.lower();
    var upper = onset.upper();
    var decimals = decimals(lower, upper);
    var aside = aside(onset, decimals);
    if (lower != null && upper != null && lower < upper) {
      return "%s between %s and %s %s%s."
          .formatted(begins, down(lower, decimals), up(upper, decimals), unit, aside);
    }
    if (lower != null && upper != null) {
      return "%s at %s %s%s.".formatted(begins, up(upper, decimals), unit, aside);
    }
    if (upper != null) {
      return "%s at or below %s %s%s.".formatted(begins, up(upper, decimals), unit, aside);
    }
    if (lower != null) {
      return "%s above %s %s%s.".formatted(begins, down(lower, decimals), unit, aside);
    }
    return "%s; the bounds were not recorded%s.".formatted(begins, aside);
  }

  @Override
  public String briefFound(Onset onset) {
    var lower = onset.lower();
    var upper = onset.upper();
    var decimals = decimals(lower, upper);
    if (lower != null && upper != null && lower < upper) {
      return "%s–%s %s".formatted(down(lower, decimals), up(upper, decimals), unit);
    }
    if (upper != null) {
      return "at %s %s".formatted(up(upper, decimals), unit);
    }
    return lower == null ? "found" : "above " + upTo(lower);
  }

  @Override
  public String belowStart(Onset onset) {
    var begins = words(onset).begins();
    var upper = onset.upper();
    return upper == null
        ? begins + " at the lowest load offered or below it."
        : "%s at or below %s %s, the lowest load offered."
            .formatted(begins, up(upper, decimals(null, upper)), unit);
  }

  @Override
  public String undecided(Onset onset) {
    var lower = onset.lower();
    var upper = onset.upper();
    var observed = onset.observed();
    var decimals = decimals(lower, upper == null && lower == null ? observed : upper);
    var parts = new ArrayList<String>();
    parts.add(
        lower == null
            ? "no load was confirmed clean"
            : "confirmed clean up to %s %s".formatted(down(lower, decimals), unit));
    parts.add(
        upper == null
            ? "no failing load was confirmed"
            : "confirmed to fail at %s %s".formatted(up(upper, decimals), unit));
    if (observed != null) {
      parts.add("first seen at %s %s".formatted(near(observed, decimals), unit));
    }
    return "%s is undecided: %s.".formatted(words(onset).whereItBegins(), String.join("; ", parts));
  }

  @Override
  public String upTo(double load) {
    return Figures.quantity(load, RoundingMode.FLOOR) + " " + unit;
  }

  private static String aside(Onset onset, int decimals) {
    var parts = new ArrayList<String>();
    var estimate = onset.estimate();
    var lower = onset.lower();
    var upper = onset.upper();
    var exact = lower != null && upper != null && lower >= upper;
    if (estimate != null && !exact) {
      parts.add("best estimate " + near(estimate, decimals));
    }
    var observed = onset.observed();
    if (observed != null) {
      parts.add("first seen at " + near(observed, decimals));
    }
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }

  private static int decimals(@Nullable Double lower, @Nullable Double upper) {
    if (lower != null && upper != null && lower < upper) {
      return Math.max(Figures.decimalsForWidth(upper - lower), Figures.leadingDecimals(lower));
    }
    var known = upper != null ? upper : lower != null ? lower : 0;
    return Figures.significantDecimals(known);
  }

  private static String down(double load, int decimals) {
    return Figures.decimals(load, decimals, RoundingMode.FLOOR);
  }

  private static String up(double load, int decimals) {
    return Figures.decimals(load, decimals, RoundingMode.CEILING);
  }

  private static String near(double load, int decimals) {
    return Figures.decimals(load, decimals, RoundingMode.HALF_EVEN);
  }
}
