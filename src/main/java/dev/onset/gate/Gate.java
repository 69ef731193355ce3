package dev.onset.gate;

import dev.onset.compare.Tolerances;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a run meets what is expected of it. Pure. */
public final class Gate {

  private Gate() {}

  /**
   * The results of all rules, in their order.
   *
   * <p>What was not measured is never a pass: a rule that speaks of an experiment that is missing,
   * that failed or whose load generator was the bottleneck ends as {@link RuleVerdict#ERROR}. A
   * rule that speaks of a baseline where there is none is inconclusive: a first run must be able to
   * pass, or there would never be a baseline.
   *
   * @param baseline the run to compare with, or null when there is none
   */
  public static List<RuleResult> judge(
      List<Rule> rules, RunUnderTest run, @Nullable RunUnderTest baseline, Tolerances tolerances) {
    var relative = new BaselineJudge(run, baseline, tolerances);
    var results = new ArrayList<RuleResult>();
    for (var rule : rules) {
      if (rule instanceof Rule.AtLeast floor) {
        results.add(FloorJudge.judge(floor, run));
      } else if (rule instanceof Rule.AtMostBelowBaseline drop) {
        results.add(relative.judge(drop));
      } else if (rule instanceof Rule.NoWorseThanBaseline) {
        results.addAll(relative.judgeAll());
      } else if (rule instanceof Rule.Measured) {
        results.addAll(Unmeasured.judge(run));
      } else {
        // A rule that nobody judges must not look like one that is met.
        throw new IllegalArgumentException("no judge for " + rule);
      }
    }
    return List.copyOf(results);
  }
}
