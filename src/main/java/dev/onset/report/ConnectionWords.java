package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.search.Onset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Onsets on the axis that counts connections: a lower bound is the last connection that was clean,
 * an upper bound the one that failed.
 */
record ConnectionWords() implements OnsetWords {

  @Override
  public OutcomeWords words(Onset onset) {
    return OutcomeWords.of(onset.outcome(), Axis.CONCURRENCY);
  }

  @Override
  public String found(Onset onset) {
    var words = words(onset);
    var lower = whole(onset.lower(), false);
    var upper = whole(onset.upper(), true);
    var aside = aside(onset, lower, upper, words.clean());
    if (upper == null) {
      return lower == null
          ? "%s; the bounds were not recorded%s.".formatted(words.begins(), aside)
          : "%s above %s%s.".formatted(words.begins(), connections(lower), aside);
    }
    if (lower == null) {
      return "%s at or before the %s connection%s."
          .formatted(words.begins(), Figures.ordinal(upper), aside);
    }
    return upper - lower <= 1
        ? "%s at the %s connection%s.".formatted(words.begins(), Figures.ordinal(upper), aside)
        : "%s between the %s and the %s connection%s."
            .formatted(words.begins(), Figures.ordinal(lower + 1), Figures.ordinal(upper), aside);
  }

  @Override
  public String briefFound(Onset onset) {
    var lower = whole(onset.lower(), false);
    var upper = whole(onset.upper(), true);
    if (upper == null) {
      return lower == null ? "found" : "above " + connections(lower);
    }
    return lower == null || upper - lower <= 1
        ? "at the %s connection".formatted(Figures.ordinal(upper))
        : "%s–%s connection".formatted(Figures.ordinal(lower + 1), Figures.ordinal(upper));
  }

  @Override
  public String belowStart(Onset onset) {
    var begins = words(onset).begins();
    var upper = whole(onset.upper(), true);
    if (upper == null) {
      return begins + " at the lowest number of connections offered or below it.";
    }
    return upper <= 1
        ? begins + " at the 1st connection; none was " + words(onset).clean() + "."
        : "%s at or before the %s connection, the lowest load offered."
            .formatted(begins, Figures.ordinal(upper));
  }

  @Override
  public String undecided(Onset onset) {
    var clean = words(onset).clean();
    var lower = whole(onset.lower(), false);
    var upper = whole(onset.upper(), true);
    var observed = whole(onset.observed(), true);
    var parts = new ArrayList<String>();
    parts.add(
        lower == null
            ? "no number of connections was confirmed " + clean
            : "%s confirmed %s".formatted(connections(lower), clean));
    parts.add(
        upper == null
            ? "no failing number was confirmed"
            : "the %s confirmed to fail".formatted(Figures.ordinal(upper)));
    if (observed != null) {
      parts.add("first seen at the " + Figures.ordinal(observed));
    }
    return "%s is undecided: %s.".formatted(words(onset).whereItBegins(), String.join("; ", parts));
  }

  @Override
  public String upTo(double load) {
    return connections((long) Math.floor(load));
  }

  private static String aside(
      Onset onset, @Nullable Long lower, @Nullable Long upper, String clean) {
    var parts = new ArrayList<String>();
    if (lower != null && lower > 0 && upper != null) {
      parts.add("%s %s %s".formatted(Figures.count(lower), lower == 1 ? "was" : "were", clean));
    }
    var estimate = whole(onset.estimate(), true);
    var exact = lower != null && upper != null && upper - lower <= 1;
    if (estimate != null && !exact) {
      parts.add("best estimate the " + Figures.ordinal(estimate));
    }
    var observed = whole(onset.observed(), true);
    if (observed != null && !observed.equals(upper)) {
      parts.add("first seen at the " + Figures.ordinal(observed));
    }
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }

  private static @Nullable Long whole(@Nullable Double load, boolean up) {
    return load == null ? null : (long) (up ? Math.ceil(load) : Math.floor(load));
  }

  private static String connections(long count) {
    return Figures.count(count) + (count == 1 ? " connection" : " connections");
  }
}
