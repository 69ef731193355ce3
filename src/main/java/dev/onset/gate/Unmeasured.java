package dev.onset.gate;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import java.util.ArrayList;
import java.util.List;

/** Whether the experiments of a run measured at all. Pure. */
final class Unmeasured {

  private static final String NAME = "the experiment measured";
  private static final String EXPECTED = "a measurement";

  private Unmeasured() {}

  /** Why there is no experiment on an axis, as the end of a sentence. */
  static String missing(Axis axis, RunUnderTest run) {
    return run.missing()
        .getOrDefault(
            axis,
            "the run %s has no experiment along the %s axis".formatted(run.runId(), axis.slug()));
  }

  static List<RuleResult> judge(RunUnderTest run) {
    var results = new ArrayList<RuleResult>();
    for (var axis : Axis.values()) {
      var experiment = run.on(axis);
      var why = run.missing().get(axis);
      if (experiment != null) {
        results.add(judge(experiment));
      } else if (why != null) {
        results.add(failed(axis, why));
      }
    }
    if (run.brokeOff() != null || results.isEmpty()) {
      results.add(
          new RuleResult(
              null,
              "the run is whole",
              RuleVerdict.ERROR,
              "every simulation ends",
              run.brokeOff() == null ? "no experiment" : "broke off",
              run.brokeOff() == null
                  ? "The run %s has no experiment; see the output of the simulations above for why."
                      .formatted(run.runId())
                  : "A simulation broke off (%s), and none after it ran; its output above says why."
                      .formatted(OneLine.of(run.brokeOff()))));
    }
    return results;
  }

  private static RuleResult judge(ExperimentRecord experiment) {
    var axis = experiment.axis();
    return Places.whyUnmeasured(experiment)
        .map(why -> failed(axis, why))
        .orElseGet(
            () ->
                new RuleResult(
                    axis,
                    NAME,
                    RuleVerdict.PASSED,
                    EXPECTED,
                    "measured",
                    "The experiment along the %s axis measured.".formatted(axis.slug())));
  }

  private static RuleResult failed(Axis axis, String why) {
    return new RuleResult(
        axis,
        NAME,
        RuleVerdict.ERROR,
        EXPECTED,
        "not measured",
        "Nothing is known along the %s axis, because %s; mend that and measure again."
            .formatted(axis.slug(), why));
  }
}
