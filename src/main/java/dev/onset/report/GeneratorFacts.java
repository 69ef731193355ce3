package dev.onset.report;

import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Machine;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.report.RunPage.Fact;
import dev.onset.search.Verdict;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the load generator fared and what it ran on. */
final class GeneratorFacts {

  private static final double GIBI = 1L << 30;

  private GeneratorFacts() {}

  /** The worst that happened in trials that counted: the others say nothing about the target. */
  static List<Fact> of(ExperimentRecord experiment) {
    var counted = experiment.trials().stream().filter(t -> t.verdict() != Verdict.INVALID).toList();
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(
            "Trials that counted",
            "%d of %d".formatted(counted.size(), experiment.trials().size())));
    if (!counted.isEmpty()) {
      facts.add(
          new Fact(
              "Latest start, p99", Figures.millis(highest(counted, Trial::lagP99Millis)) + " ms"));
      facts.add(
          new Fact("Least CPU idle", Figures.percent(-highest(counted, t -> -t.cpuIdleShare()))));
      facts.add(
          new Fact(
              "Longest pause",
              Figures.millis(highest(counted, Trial::longestPauseMillis)) + " ms"));
    }
    facts.add(
        new Fact("Most connections open at once", Figures.count(experiment.peakConnections())));
    var machine = experiment.injector().machine();
    if (machine != null) {
      facts.add(new Fact("Ran on", machine(machine)));
    }
    return facts;
  }

  private static String machine(Machine machine) {
    var parts =
        new ArrayList<>(
            List.of(
                machine.os() + " " + machine.kernel(),
                "Java " + machine.java(),
                machine.processors() + (machine.processors() == 1 ? " processor" : " processors")));
    if (machine.memoryBytes() != null) {
      parts.add(Figures.decimals(machine.memoryBytes() / GIBI, 1, RoundingMode.HALF_UP) + " GiB");
    }
    if (machine.synRetries() != null) {
      parts.add("SYN sent again up to %d times".formatted(machine.synRetries()));
    }
    return String.join(", ", parts);
  }

  private static double highest(List<Trial> trials, ToDoubleFunction<Trial> value) {
    return trials.stream().mapToDouble(value).max().orElse(0);
  }
}
