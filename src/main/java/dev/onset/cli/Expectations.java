package dev.onset.cli;

import dev.onset.compare.Tolerances;
import dev.onset.config.ExpectSettings;
import dev.onset.config.ExpectSettings.Onset;
import dev.onset.config.Settings;
import dev.onset.gate.Gate;
import dev.onset.gate.GateResult;
import dev.onset.gate.Rule;
import dev.onset.gate.RunUnderTest;
import dev.onset.gate.Threshold;
import dev.onset.load.Axis;
import dev.onset.store.StoredRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From settings and stored runs to what a gate knows. */
final class Expectations {

  private Expectations() {}

  /** The rules that are configured, those about one axis first. */
  static List<Rule> rules(ExpectSettings expect) {
    var rules = new ArrayList<Rule>();
    expect
        .floors()
        .forEach(
            floor ->
                rules.add(
                    new Rule.AtLeast(threshold(floor.onset()), floor.load(), floor.written())));
    expect
        .drops()
        .forEach(
            drop -> rules.add(new Rule.AtMostBelowBaseline(threshold(drop.onset()), drop.share())));
    if (expect.noWorseThanBaseline()) {
      rules.add(new Rule.NoWorseThanBaseline());
    }
    return List.copyOf(rules);
  }

  private static Threshold threshold(Onset onset) {
    return new Threshold(onset.axis(), onset.outcome(), onset.droppedSyn());
  }

  /** A run as it is stored; an unreadable file is the reason why an experiment is missing. */
  static RunUnderTest run(StoredRun stored) {
    return new RunUnderTest(stored.runId(), stored.experiments(), unreadable(stored), null);
  }

  private static Map<Axis, String> unreadable(StoredRun stored) {
    var missing = new EnumMap<Axis, String>(Axis.class);
    for (var axis : Axis.values()) {
      stored.problems().stream()
          .filter(problem -> problem.startsWith(axis.slug() + ".json"))
          .findFirst()
          .ifPresent(problem -> missing.put(axis, problem.replaceFirst("\\.$", "")));
    }
    return missing;
  }

  /** The judgement with the tolerances that are configured. */
  static GateResult judge(
      List<Rule> rules, RunUnderTest run, @Nullable StoredRun baseline, Settings settings) {
    var comparison = settings.comparison();
    return new GateResult(
        run.runId(),
        Gate.judge(
            rules,
            run,
            baseline == null ? null : run(baseline),
            new Tolerances(comparison.smallestChange(), comparison.sameWithin())),
        settings.expect().inconclusiveFails());
  }
}
