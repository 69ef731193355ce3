package dev.onset.gate;

import dev.onset.compare.Place;
import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.Optional;

/**
 * The verdict on one floor. Pure.
 *
 * <p>A floor f is met when the highest load confirmed clean is at least f, and violated when the
 * lowest load confirmed to fail is at most f. Between the two nothing is claimed.
 */
final class FloorJudge {

  private final Rule.AtLeast rule;
  private final Threshold threshold;
  private final Axis axis;
  private final ExperimentRecord experiment;
  private final Place place;

  private FloorJudge(Rule.AtLeast rule, ExperimentRecord experiment) {
    this.rule = rule;
    this.threshold = rule.threshold();
    this.axis = threshold.axis();
    this.experiment = experiment;
    this.place = Places.of(threshold, experiment);
  }

  static RuleResult judge(Rule.AtLeast rule, RunUnderTest run) {
    var axis = rule.threshold().axis();
    var name = "%s at least %s".formatted(rule.threshold().name(), rule.written());
    var experiment = run.on(axis);
    var floor = floor(rule, experiment == null ? axis.unit() : experiment.unit());
    var expected = "at least " + floor;
    var unmeasured =
        experiment == null
            ? Optional.of(Unmeasured.missing(axis, run))
            : Places.whyUnmeasured(rule.threshold(), experiment);
    if (experiment == null || unmeasured.isPresent()) {
      return new RuleResult(
          axis,
          name,
          RuleVerdict.ERROR,
          expected,
          "not measured",
          "%s could not be judged, because %s; mend that and measure again."
              .formatted(rule.key(), unmeasured.orElse("there is no experiment")));
    }
    var judge = new FloorJudge(rule, experiment);
    var verdict = judge.verdict();
    return new RuleResult(
        axis,
        name,
        verdict,
        expected,
        Loads.brief(experiment.unit(), judge.place),
        "%s = %s is %s: %s"
            .formatted(
                rule.key(),
                floor,
                switch (verdict) {
                  case PASSED -> "met";
                  case VIOLATED -> "violated";
                  default -> "neither confirmed nor refuted";
                },
                judge.finding(verdict)));
  }

  private RuleVerdict verdict() {
    var lower = place.lower();
    var upper = place.upper();
    return switch (place.status()) {
      case FOUND ->
          lower != null && lower >= rule.load()
              ? RuleVerdict.PASSED
              : upper != null && upper <= rule.load()
                  ? RuleVerdict.VIOLATED
                  : RuleVerdict.INCONCLUSIVE;
      case NOT_REACHED ->
          lower != null && lower >= rule.load() ? RuleVerdict.PASSED : RuleVerdict.INCONCLUSIVE;
      case BELOW_START ->
          upper != null && upper <= rule.load() ? RuleVerdict.VIOLATED : RuleVerdict.INCONCLUSIVE;
      case UNDECIDED -> RuleVerdict.INCONCLUSIVE;
    };
  }

  private String finding(RuleVerdict verdict) {
    return switch (place.status()) {
      case FOUND -> found(verdict);
      case NOT_REACHED -> notReached(verdict);
      case BELOW_START -> belowStart(verdict);
      case UNDECIDED -> undecided();
    };
  }

  private String found(RuleVerdict verdict) {
    var begins =
        "%s begins %s%s"
            .formatted(threshold.name(), Loads.brief(experiment.unit(), place), estimate());
    return switch (verdict) {
      case PASSED -> begins + ".";
      case VIOLATED ->
          begins
              + "; the diagnosis in the report says what limits, or lower the floor if it is"
              + " meant to be so.";
      default -> "%s, and the floor lies within these bounds; %s.".formatted(begins, narrower());
    };
  }

  private String narrower() {
    var lower = place.lower();
    var unit = axis == Axis.CONCURRENCY ? "" : "/s";
    var outside =
        lower == null
            ? ""
            : ", or set the floor to %s%s or below".formatted(Loads.down(lower), unit);
    return axis == Axis.CONCURRENCY
        ? "measure again" + outside
        : "lower onset.%s.precision".formatted(axis.slug()) + outside;
  }

  private String notReached(RuleVerdict verdict) {
    var lower = place.lower();
    var none =
        "%s did not occur%s"
            .formatted(
                threshold.name(),
                lower == null
                    ? ""
                    : " up to %s %s".formatted(Loads.down(lower), experiment.unit()));
    return verdict == RuleVerdict.PASSED
        ? none + "."
        : none + ", which is all that was confirmed; " + whyNoMore() + ".";
  }

  private String whyNoMore() {
    var maxKey = "onset.%s.max".formatted(axis.slug());
    var max = setting(maxKey);
    if (max.isPresent() && max.get() < rule.load()) {
      return "raise %s, which was %s".formatted(maxKey, Loads.exact(max.get()));
    }
    if (experiment.status() == Status.STOPPED) {
      return "the search was stopped (%s), so raise onset.budget.duration or onset.budget.rejected"
          .formatted(
              experiment.statusReason() == null ? "" : OneLine.of(experiment.statusReason()));
    }
    var first = experiment.onsets().stream().filter(this::endsTheSearch).findFirst();
    return first.isPresent()
        ? "the search ended there, because %s begins before, so that this floor cannot be reached"
            .formatted(new Threshold(axis, first.get().outcome(), false).name())
        : max.isPresent()
            ? "see the notes in the report for why the search ended there"
            : "raise " + maxKey;
  }

  private boolean endsTheSearch(Onset onset) {
    return onset.outcome() != threshold.outcome() && onset.status() != OnsetStatus.NOT_REACHED;
  }

  private Optional<Double> setting(String key) {
    return experiment.configuration().stream()
        .filter(setting -> setting.key().equals(key))
        .map(setting -> setting.value().strip())
        .filter(value -> value.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(Double::valueOf)
        .findFirst();
  }

  private String belowStart(RuleVerdict verdict) {
    var occurs = "%s occurs %s".formatted(threshold.name(), Loads.brief(experiment.unit(), place));
    return verdict == RuleVerdict.VIOLATED
        ? occurs + "; check that the target works at all."
        : "%s, and less was not tried; lower onset.%s.start.".formatted(occurs, axis.slug());
  }

  private String undecided() {
    var reason = experiment.statusReason();
    return "where %s begins is %s%s; the notes in the report say more, and a longer or quieter run may decide it."
        .formatted(
            threshold.name(),
            Loads.brief(experiment.unit(), place),
            reason == null ? "" : " (%s)".formatted(OneLine.of(reason)));
  }

  private String estimate() {
    var estimate = place.estimate();
    return estimate == null ? "" : " (best estimate %s)".formatted(Loads.about(estimate));
  }

  /** The floor in a unit, after what was written where that differs. */
  private static String floor(Rule.AtLeast rule, String unit) {
    var inUnit = Loads.exact(rule.load()) + " " + unit;
    return rule.written().matches("[0-9.]+(\\s*/\\s*s)?")
        ? inUnit
        : "%s (%s)".formatted(rule.written(), inUnit);
  }
}
