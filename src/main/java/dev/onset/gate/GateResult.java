package dev.onset.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of all rules.
 *
 * @param runId the run that was judged
 * @param results one for each rule, or for each part of a rule
 * @param inconclusiveFails whether an inconclusive rule fails the gate
 */
public record GateResult(String runId, List<RuleResult> results, boolean inconclusiveFails) {

  /** What becomes of the build. */
  public enum Verdict {
    /** No rule is violated, and what is inconclusive passes. */
    PASSED,
    /** A rule is violated, or what it speaks of was not measured. */
    FAILED,
    /** A rule is inconclusive, and that shall not pass. */
    INCONCLUSIVE
  }

  public GateResult {
    results = List.copyOf(results);
  }

  /** What becomes of the build. */
  public Verdict verdict() {
    if (count(RuleVerdict.VIOLATED) + count(RuleVerdict.ERROR) > 0) {
      return Verdict.FAILED;
    }
    return inconclusiveFails && count(RuleVerdict.INCONCLUSIVE) > 0
        ? Verdict.INCONCLUSIVE
        : Verdict.PASSED;
  }

  /** How many rules have that verdict. */
  public long count(RuleVerdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** Whether a result keeps the gate from passing. */
  public boolean stops(RuleResult result) {
    return switch (result.verdict()) {
      case PASSED -> false;
      case VIOLATED, ERROR -> true;
      case INCONCLUSIVE -> inconclusiveFails;
    };
  }

  /** The numbers in one line: "4 rules: 2 passed, 1 violated, 1 inconclusive". */
  public String summary() {
    var parts = new ArrayList<String>();
    add(parts, RuleVerdict.PASSED, "passed");
    add(parts, RuleVerdict.VIOLATED, "violated");
    add(parts, RuleVerdict.ERROR, "not measured");
    add(parts, RuleVerdict.INCONCLUSIVE, "inconclusive");
    return "%d %s: %s"
        .formatted(
            results.size(), results.size() == 1 ? "rule" : "rules", String.join(", ", parts));
  }

  private void add(List<String> parts, RuleVerdict verdict, String word) {
    long count = count(verdict);
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }
}
