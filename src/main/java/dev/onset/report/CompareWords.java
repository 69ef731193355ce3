package dev.onset.report;

import dev.onset.compare.AxisComparison;
import dev.onset.compare.Change;
import dev.onset.compare.Comparison;
import dev.onset.compare.LimiterChange;
import dev.onset.compare.OnsetChange;
import dev.onset.compare.Place;
import dev.onset.compare.Shift;
import dev.onset.load.Axis;
import dev.onset.search.Onset;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in words. Pure. */
final class CompareWords {

  private CompareWords() {}

  /** A verdict as a word, in upper case. */
  static String word(Change change) {
    return change.name().replace('_', ' ');
  }

  /** The whole answer in one sentence. */
  static String summary(Comparison comparison) {
    var verdict = comparison.verdict();
    var decisive = new ArrayList<String>();
    for (var axis : comparison.axes()) {
      if (axis.isNew()) {
        continue;
      }
      if (verdict == Change.NOT_COMPARABLE) {
        axis.obstacles().stream()
            .map(
                obstacle ->
                    lower(AxisWords.of(axis.axis(), axis.unit()).name()) + ": " + obstacle.text())
            .forEach(decisive::add);
      } else {
        axis.onsets().stream()
            .filter(onset -> onset.verdict() == verdict)
            .map(onset -> clause(axis.axis(), onset) + places(axis, onset, decisive))
            .forEach(decisive::add);
      }
    }
    return switch (verdict) {
      case WORSE -> "Worse than the baseline: " + first(decisive);
      case BETTER -> "Better than the baseline: " + first(decisive);
      case INCONCLUSIVE -> "Inconclusive: " + first(decisive);
      case SAME ->
          "No change: %s."
              .formatted(
                  decisive.size() == 1
                      ? "the one threshold that was compared is the same"
                      : "all %d thresholds that were compared are the same"
                          .formatted(decisive.size()));
      case NOT_COMPARABLE ->
          "Not comparable: " + (decisive.isEmpty() ? nothing(comparison) : first(decisive));
    };
  }

  private static String nothing(Comparison comparison) {
    return comparison.axes().stream().allMatch(AxisComparison::isNew)
        ? "the runs have no experiment in common."
        : "the experiments that the runs have in common found no threshold.";
  }

  /** Only the first of several is told in full. */
  private static String places(AxisComparison axis, OnsetChange onset, List<String> before) {
    return before.isEmpty()
        ? " – %s, it was %s"
            .formatted(place(axis, onset, onset.candidate()), place(axis, onset, onset.baseline()))
        : "";
  }

  private static String first(List<String> clauses) {
    if (clauses.isEmpty()) {
      return "see below.";
    }
    var more = clauses.size() - 1;
    return clauses.get(0)
        + (more == 0 ? "." : "; and %s more, see below.".formatted(Figures.count(more)));
  }

  /** What became of one onset, as a sentence. */
  static String sentence(Axis axis, OnsetChange onset) {
    var clause = clause(axis, onset);
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }

  private static String clause(Axis axis, OnsetChange onset) {
    var name = lower(name(axis, onset));
    return onset.reason().startsWith("begins")
        ? name + " " + onset.reason()
        : name + ": " + Answer.trimmed(onset.reason());
  }

  static String name(Axis axis, OnsetChange onset) {
    return onset.droppedSyn()
        ? "The first dropped SYN"
        : OutcomeWords.of(onset.outcome(), axis).name();
  }

  /** Where it begins, in a few words. */
  static String place(AxisComparison axis, OnsetChange onset, Place place) {
    return OnsetWords.on(axis.axis(), axis.unit())
        .brief(
            new Onset(
                onset.outcome(),
                place.status(),
                place.lower(),
                place.upper(),
                place.estimate(),
                null,
                Double.NaN));
  }

  /** What changed about the limiter, a sentence for each property. */
  static List<String> limiter(AxisComparison axis) {
    return axis.limiter().stream().map(CompareWords::sentence).toList();
  }

  private static String sentence(LimiterChange change) {
    var property =
        switch (change.property()) {
          case PRESENCE -> "The rate limiter";
          case ALGORITHM -> "The kind of limiter";
          case RATE -> "The sustained rate";
          case BURST -> "The burst";
          case WINDOW -> "The window";
          case TOKENS -> "What is counted";
          case REJECTED_COUNT -> "Whether rejected requests count";
          case DECLARED -> "What the headers promise";
          case PROMISE -> "Whether the promise is kept";
          case SCOPE -> "Whom the limit is for";
        };
    return "%s changed from %s to %s.".formatted(property, change.before(), change.after());
  }

  /** What changed below the onsets, a sentence for each shift. */
  static List<String> shifts(AxisComparison axis) {
    return axis.shifts().stream().map(shift -> sentence(axis.axis(), shift)).toList();
  }

  private static String sentence(Axis axis, Shift shift) {
    if (shift instanceof Shift.Share share) {
      return "%s: %s of %s attempts before, %s of %s now, at the same loads (Fisher's exact test, p %s)."
          .formatted(
              OutcomeWords.of(share.outcome(), axis).name(),
              Figures.share(share.baselineShare()),
              Figures.count(share.baselineAttempts()),
              Figures.share(share.candidateShare()),
              Figures.count(share.candidateAttempts()),
              pValue(share.pValue()));
    }
    var latency = (Shift.Latency) shift;
    return "Admitted requests are %s: p%d is %s ms, it was %s ms (median over %d loads that both runs held; %s times; Wilcoxon signed-rank test, p %s)."
        .formatted(
            latency.ratio() > 1 ? "slower" : "faster",
            latency.percentile(),
            Figures.millis(latency.candidateMillis()),
            Figures.millis(latency.baselineMillis()),
            latency.loads(),
            Figures.decimals(latency.ratio(), 2, RoundingMode.HALF_UP),
            pValue(latency.pValue()));
  }

  private static String pValue(double p) {
    return p < 0.001 ? "< 0.001" : "= " + Figures.decimals(p, 3, RoundingMode.HALF_UP);
  }

  /** Lower case at the start of a clause, unless an abbreviation. */
  private static String lower(String name) {
    return name.length() > 1 && Character.isUpperCase(name.charAt(1))
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
