package dev.onset.gate;

import dev.onset.compare.AxisComparison;
import dev.onset.compare.Change;
import dev.onset.compare.Comparison;
import dev.onset.compare.OnsetChange;
import dev.onset.compare.Place;
import dev.onset.compare.Tolerances;
import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on rules that speak of a baseline. Pure.
 *
 * <p>The bounds of both runs put the ratio candidate to baseline between r and R. A drop of at most
 * d is violated when R is below 1 - d, met when r is at least 1 - d, and open otherwise.
 */
final class BaselineJudge {

  private static final String EVERY = "every onset";
  private static final String NO_BASELINE =
      "there is no baseline; name a run with --baseline or onset.baseline";

  private final RunUnderTest run;
  private final @Nullable RunUnderTest baseline;
  private final @Nullable Comparison comparison;

  BaselineJudge(RunUnderTest run, @Nullable RunUnderTest baseline, Tolerances tolerances) {
    this.run = run;
    this.baseline = baseline;
    this.comparison =
        baseline == null
            ? null
            : Comparison.of(baseline.experiments(), run.experiments(), tolerances);
  }

  RuleResult judge(Rule.AtMostBelowBaseline rule) {
    var threshold = rule.threshold();
    var axis = threshold.axis();
    var experiment = run.on(axis);
    var unmeasured =
        experiment == null
            ? Optional.of(Unmeasured.missing(axis, run))
            : Places.whyUnmeasured(threshold, experiment);
    if (experiment == null || unmeasured.isPresent()) {
      return new RuleResult(
          axis,
          name(rule),
          RuleVerdict.ERROR,
          expected(rule),
          "not measured",
          "%s could not be judged, because %s; mend that and measure again."
              .formatted(rule.key(), unmeasured.orElse("there is no experiment")));
    }
    var compared = comparison == null ? null : on(axis, comparison);
    if (compared == null) {
      return open(
          rule,
          experiment,
          comparison == null
              ? NO_BASELINE
              : "the baseline has no experiment along the %s axis".formatted(axis.slug()));
    }
    var change = change(compared, threshold).orElseGet(() -> unmet(threshold, experiment));
    if (!compared.obstacles().isEmpty()) {
      return open(rule, experiment, incomparable(compared.obstacles().get(0).text()));
    }
    var verdict = verdict(change, rule.share());
    return new RuleResult(
        axis,
        name(rule),
        verdict,
        expected(rule),
        measured(compared, change),
        sentence(text(rule), verdict, finding(compared, change, verdict)));
  }

  /** An outcome that occurred in neither run: it begins above what both held. */
  private OnsetChange unmet(Threshold threshold, ExperimentRecord experiment) {
    var before = baseline == null ? null : baseline.on(threshold.axis());
    var was = before == null ? Places.UNKNOWN : Places.of(threshold, before);
    var is = Places.of(threshold, experiment);
    return new OnsetChange(
        threshold.outcome(),
        threshold.droppedSyn(),
        was,
        is,
        Change.INCONCLUSIVE,
        0,
        Double.POSITIVE_INFINITY,
        null,
        why(threshold, was, is));
  }

  private static String why(Threshold threshold, Place was, Place is) {
    if (was.status() == OnsetStatus.NOT_REACHED && is.status() == OnsetStatus.NOT_REACHED) {
      return "met in neither run, but the candidate was held clean up to less";
    }
    return was.status() == OnsetStatus.UNDECIDED
        ? "where %s began in the baseline is not known".formatted(threshold.name())
        : "where %s begins now is not known".formatted(threshold.name());
  }

  private static RuleResult open(
      Rule.AtMostBelowBaseline rule, ExperimentRecord experiment, String why) {
    var axis = rule.threshold().axis();
    return new RuleResult(
        axis,
        name(rule),
        RuleVerdict.INCONCLUSIVE,
        expected(rule),
        Loads.brief(experiment.unit(), Places.of(rule.threshold(), experiment)),
        sentence(text(rule), RuleVerdict.INCONCLUSIVE, why));
  }

  private static String name(Rule.AtMostBelowBaseline rule) {
    return "%s at most %s below baseline"
        .formatted(rule.threshold().name(), Loads.percent(rule.share()));
  }

  private static String expected(Rule.AtMostBelowBaseline rule) {
    return "at most %s below the baseline".formatted(Loads.percent(rule.share()));
  }

  private static String text(Rule.AtMostBelowBaseline rule) {
    return rule.key() + " = " + Loads.percent(rule.share());
  }

  /** One result for each onset that can have become worse, or one that says why there is none. */
  List<RuleResult> judgeAll() {
    var results = new ArrayList<RuleResult>();
    if (comparison != null) {
      for (var axis : comparison.axes()) {
        results.addAll(noWorse(axis));
      }
    }
    if (results.isEmpty()) {
      results.add(
          noWorse(
              null,
              EVERY,
              RuleVerdict.INCONCLUSIVE,
              "not compared",
              comparison == null
                  ? NO_BASELINE
                  : "the two runs have no onset in common; measure the same axes"));
    }
    return results;
  }

  private List<RuleResult> noWorse(AxisComparison compared) {
    var axis = compared.axis();
    if (compared.isNew()) {
      return List.of();
    }
    var experiment = run.on(axis);
    var unmeasured =
        experiment == null
            ? Optional.of(Unmeasured.missing(axis, run) + ", while the baseline has one")
            : Places.whyUnmeasured(experiment);
    if (unmeasured.isPresent()) {
      return List.of(noWorse(axis, EVERY, RuleVerdict.ERROR, "not measured", unmeasured.get()));
    }
    return compared.onsets().stream().map(change -> noWorse(compared, change)).toList();
  }

  private static RuleResult noWorse(AxisComparison compared, OnsetChange change) {
    var axis = compared.axis();
    var threshold = new Threshold(axis, change.outcome(), change.droppedSyn());
    var verdict =
        switch (change.verdict()) {
          case WORSE -> RuleVerdict.VIOLATED;
          case SAME, BETTER -> RuleVerdict.PASSED;
          case INCONCLUSIVE, NOT_COMPARABLE -> RuleVerdict.INCONCLUSIVE;
        };
    return noWorse(
        axis,
        threshold.name(),
        verdict,
        measured(compared, change),
        finding(compared, change, verdict));
  }

  private static RuleResult noWorse(
      @Nullable Axis axis, String what, RuleVerdict verdict, String measured, String why) {
    var about = axis == null ? "" : " (%s axis, %s)".formatted(axis.slug(), what);
    return new RuleResult(
        axis,
        what + " no worse than baseline",
        verdict,
        "no worse than the baseline",
        measured,
        sentence("onset.expect.no-worse-than-baseline" + about, verdict, why));
  }

  private static RuleVerdict verdict(OnsetChange change, double share) {
    double least = 1 - share;
    if (metInNeither(change)) {
      var before = change.baseline().lower();
      var after = change.candidate().lower();
      return before != null && before > 0 && after != null && after >= before * least
          ? RuleVerdict.PASSED
          : RuleVerdict.INCONCLUSIVE;
    }
    return change.lowestRatio() >= least
        ? RuleVerdict.PASSED
        : change.highestRatio() < least ? RuleVerdict.VIOLATED : RuleVerdict.INCONCLUSIVE;
  }

  private static boolean metInNeither(OnsetChange change) {
    return change.baseline().status() == OnsetStatus.NOT_REACHED
        && change.candidate().status() == OnsetStatus.NOT_REACHED;
  }

  private static String finding(AxisComparison compared, OnsetChange change, RuleVerdict verdict) {
    if (change.verdict() == Change.NOT_COMPARABLE) {
      return incomparable(change.reason());
    }
    var places =
        "%s now %s, in the baseline %s"
            .formatted(
                new Threshold(compared.axis(), change.outcome(), change.droppedSyn()).name(),
                Loads.brief(compared.unit(), change.candidate()),
                Loads.brief(compared.unit(), change.baseline()));
    return switch (verdict) {
      case VIOLATED ->
          places
              + "; the diagnosis in the report says what limits, or take this run as the new"
              + " baseline if it is meant to be so";
      case PASSED -> places;
      default -> places + "; " + OneLine.of(change.reason());
    };
  }

  private static String measured(AxisComparison compared, OnsetChange change) {
    return "%s, was %s"
        .formatted(
            Loads.brief(compared.unit(), change.candidate()),
            Loads.brief(compared.unit(), change.baseline()));
  }

  private static String incomparable(String why) {
    return "the runs cannot be compared, because " + OneLine.of(why);
  }

  private static String sentence(String rule, RuleVerdict verdict, String why) {
    return switch (verdict) {
      case PASSED -> "%s is met: %s.".formatted(rule, why);
      case VIOLATED -> "%s is violated: %s.".formatted(rule, why);
      case INCONCLUSIVE -> "%s is neither confirmed nor refuted: %s.".formatted(rule, why);
      case ERROR ->
          "%s could not be judged, because %s; mend that and measure again.".formatted(rule, why);
    };
  }

  private static @Nullable AxisComparison on(Axis axis, Comparison comparison) {
    return comparison.axes().stream()
        .filter(compared -> compared.axis() == axis && !compared.isNew())
        .findFirst()
        .orElse(null);
  }

  private static Optional<OnsetChange> change(AxisComparison compared, Threshold threshold) {
    return compared.onsets().stream()
        .filter(
            change ->
                change.outcome() == threshold.outcome()
                    && change.droppedSyn() == threshold.droppedSyn())
        .findFirst();
  }
}
