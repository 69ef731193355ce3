package dev.onset.cli;

import dev.onset.compare.Change;
import dev.onset.compare.Comparison;
import dev.onset.compare.ComparisonJson;
import dev.onset.compare.Obstacle;
import dev.onset.compare.Tolerances;
import dev.onset.config.Settings;
import dev.onset.report.CompareReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs and leaves the answer in the candidate's folder. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two runs, each given as its folder or as its name in onset.reports-dir, and writes"
          + " compare.html, compare.md and compare.json into the candidate's folder.",
      "Exit code 0: same or better, 1: worse, 2: unusable input, 3: inconclusive or not comparable."
    })
final class CompareCommand implements Callable<Integer> {

  private static final int WORSE = 1;
  private static final int UNDECIDED = 3;

  @Parameters(index = "0", paramLabel = "BASELINE", description = "The run to compare with.")
  private String baseline = "";

  @Parameters(index = "1", paramLabel = "CANDIDATE", description = "The run that is judged.")
  private String candidate = "";

  @Option(
      names = "--despite",
      split = ",",
      paramLabel = "DIFFERENCE",
      description =
          "Differences that you know of and that shall not make the runs incomparable: target,"
              + " timeouts, method, generator.")
  private List<String> despite = new ArrayList<>();

  private final Supplier<Settings> settings;
  private final PrintStream out;
  private final PrintStream err;

  CompareCommand(Supplier<Settings> settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    var given = settings.get();
    var before = RunFolder.find(baseline, given.reportsDir());
    var after = RunFolder.find(candidate, given.reportsDir());
    var old = before.read();
    var run = after.read();
    var comparison =
        Comparison.of(old.experiments(), run.experiments(), tolerances(given), disregarded());
    var problems = new ArrayList<String>();
    old.problems().forEach(problem -> problems.add("Baseline: " + problem));
    run.problems().forEach(problem -> problems.add("Candidate: " + problem));
    problems.forEach(err::println);
    CompareReport.console(comparison).forEach(out::println);
    out.println("  %-14s  %s".formatted("REPORT", write(after, comparison, problems)));
    after.refreshList(given.reportsDir());
    return code(comparison.verdict());
  }

  private static Path write(RunFolder folder, Comparison comparison, List<String> problems)
      throws Exception {
    folder.write("compare.json", ComparisonJson.write(comparison));
    folder.write("compare.md", CompareReport.markdown(comparison));
    return folder.write("compare.html", CompareReport.html(comparison, problems));
  }

  private Set<Obstacle.Kind> disregarded() {
    var kinds = EnumSet.noneOf(Obstacle.Kind.class);
    for (var name : despite) {
      kinds.add(
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "target" -> Obstacle.Kind.TARGET;
            case "timeouts" -> Obstacle.Kind.TIMEOUTS;
            case "method" -> Obstacle.Kind.METHOD;
            case "generator" -> Obstacle.Kind.GENERATOR;
            default ->
                throw new UnusableInput(
                    "--despite %s: there is no such difference. Allowed: target, timeouts, method,"
                            .formatted(name)
                        + " generator.");
          });
    }
    return kinds;
  }

  private static Tolerances tolerances(Settings given) {
    return new Tolerances(given.comparison().smallestChange(), given.comparison().sameWithin());
  }

  private static int code(Change verdict) {
    return switch (verdict) {
      case SAME, BETTER -> 0;
      case WORSE -> WORSE;
      case INCONCLUSIVE, NOT_COMPARABLE -> UNDECIDED;
    };
  }
}
