package dev.onset.cli;

import dev.onset.config.Settings;
import dev.onset.store.ReportsFolderException;
import dev.onset.store.StoredRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a run by what the configuration expects of it. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = {
      "Judges a run, given as its folder or as its name in onset.reports-dir, by onset.expect, and"
          + " writes gate.xml (JUnit) and gate.md into its folder.",
      "Exit code 0: all rules are met, or open where that passes, 1: a rule is violated or was not"
          + " measured, 2: unusable input, 3: a rule is open and onset.expect.inconclusive = fail."
    })
final class GateCommand implements Callable<Integer> {

  static final String EXAMPLE = "onset.expect.rate.rate-limited.at-least = 190/s";

  private static final int FAILED = 1;
  private static final int INCONCLUSIVE = 3;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run to judge.")
  private String run = "";

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description = "The run to compare with. Default: onset.baseline.")
  private @Nullable String baseline;

  private final Supplier<Settings> settings;
  private final PrintStream out;
  private final PrintStream err;

  GateCommand(Supplier<Settings> settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    var given = settings.get();
    var rules = Expectations.rules(given.expect());
    if (rules.isEmpty()) {
      throw new UnusableInput(
          "There is no rule to judge by. Set one, such as %s: in a file named by -Dconfig.file, or as"
                  .formatted(EXAMPLE)
              + " java -D%s -jar onset.jar gate RUN.".formatted(EXAMPLE.replace(" ", "")));
    }
    var folder = RunFolder.find(run, given.reportsDir());
    var stored = folder.read();
    stored.problems().forEach(err::println);
    var result =
        Expectations.judge(
            rules,
            Expectations.run(stored),
            baseline(baseline, given, given.reportsDir(), err),
            given);
    GateFiles.publish(result, folder, out);
    return switch (result.verdict()) {
      case PASSED -> 0;
      case FAILED -> FAILED;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }

  /**
   * The baseline, or null when none is named.
   *
   * @param option what was named on the command line, which wins
   * @throws UnusableInput when one is named that cannot be read
   */
  static @Nullable StoredRun baseline(
      @Nullable String option, Settings settings, Path reportsDir, PrintStream err)
      throws ReportsFolderException {
    var configured = settings.expect().baseline();
    var named = option != null ? option : configured == null ? null : configured.toString();
    if (named == null) {
      return null;
    }
    try {
      var found = RunFolder.find(named, reportsDir).read();
      found.problems().forEach(problem -> err.println("Baseline: " + problem));
      return found;
    } catch (UnusableInput e) {
      throw new UnusableInput(
          (option == null ? "onset.baseline: " : "--baseline: ") + e.getMessage());
    }
  }
}
