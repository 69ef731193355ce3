package dev.onset.cli;

import dev.onset.config.InvalidConfiguration;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.gate.GateResult;
import dev.onset.gate.Rule;
import dev.onset.gate.RunUnderTest;
import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.report.ReportPages;
import dev.onset.store.ReportsFolder;
import dev.onset.store.ReportsFolderException;
import dev.onset.store.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The gate as the last step of a Maven build that ran the simulations: same settings, same run.
 *
 * <p>Runs inside Maven, whose command line's {@code -D} are this JVM's system properties. It fails
 * by an exception without a stack trace, whose message Maven shows.
 */
public final class BuildGate {

  private static final DateTimeFormatter INVOCATION =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** How the plugin's file of the last run begins the line that says what went wrong. */
  private static final String ERROR_LINE = "ExecutionError: ";

  /** What it says there when an experiment has no answer; its record says why. */
  private static final String NO_ANSWER = "Gatling simulation assertions failed!";

  private final Path project;
  private final Path lastRun;
  private final PrintStream out;

  BuildGate(Path project, Path lastRun, PrintStream out) {
    this.project = project;
    this.lastRun = lastRun;
    this.out = out;
  }

  /**
   * Judges the run of this build.
   *
   * @param args the project's folder and the file in which the plugin says how the last run ended
   * @throws Failed when the gate does not pass
   */
  public static void main(String[] args) throws Exception {
    // What Onset says is English, numbers included, whatever the language of the system is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    new BuildGate(Path.of(args[0]), Path.of(args[1]), System.out).run();
  }

  void run() throws IOException {
    try {
      var settings = settings();
      var result = judge(settings);
      if (result.verdict() != GateResult.Verdict.PASSED) {
        throw new Failed(
            "The gate did not pass (%s). The lines above say why, and gate.md in %s."
                .formatted(result.summary(), folder(settings).path()));
      }
    } catch (InvalidConfiguration | UnusableInput | ReportsFolderException e) {
      throw new Failed(String.valueOf(e.getMessage()));
    }
  }

  /** The simulations ran in the project's folder, where Maven need not have been started. */
  private Settings settings() {
    var file = System.getProperty("config.file");
    if (file != null && Files.exists(project.resolve(file))) {
      System.setProperty("config.file", project.resolve(file).toString());
    }
    return SettingsLoader.fromEnvironment();
  }

  private GateResult judge(Settings settings) throws IOException {
    var folder = folder(settings);
    boolean exists = Files.isDirectory(folder.path());
    var stored =
        exists
            ? ReportsFolder.readRun(folder.path())
            : new StoredRun(settings.runId(), List.of(), List.of());
    if (!stored.experiments().isEmpty() && isBrokenOff(folder.path())) {
      ReportPages.rebuild(new ReportsFolder(reportsDir(settings)), settings.runId());
    }
    var configured = Expectations.rules(settings.expect());
    var rules = new ArrayList<Rule>();
    rules.add(new Rule.Measured());
    rules.addAll(configured);
    var result =
        Expectations.judge(
            rules,
            ofThisBuild(Expectations.run(stored)),
            GateCommand.baseline(null, settings, reportsDir(settings), out),
            settings);
    if (configured.isEmpty()) {
      out.println(
          "No rule is configured, so that only a failed experiment fails the build. Set one, such as "
              + GateCommand.EXAMPLE);
    }
    // Also when nothing was measured: whoever looks into the files must see that it was not.
    GateFiles.publish(result, folder, out);
    return result;
  }

  /** Whether a simulation ended without making the report of what it left. */
  private static boolean isBrokenOff(Path run) throws IOException {
    try (var unfinished = Files.newDirectoryStream(run, "*.unfinished.json")) {
      return unfinished.iterator().hasNext() || Files.notExists(run.resolve("index.html"));
    }
  }

  private Path reportsDir(Settings settings) {
    return project.resolve(settings.reportsDir());
  }

  private RunFolder folder(Settings settings) {
    return new RunFolder(reportsDir(settings).resolve(settings.runId()));
  }

  /** The run without what an earlier build left in its folder, and with how this one ended. */
  private RunUnderTest ofThisBuild(RunUnderTest run) throws IOException {
    var began = invocation();
    var fresh = new ArrayList<ExperimentRecord>();
    var missing = new EnumMap<Axis, String>(Axis.class);
    missing.putAll(run.missing());
    for (var experiment : run.experiments()) {
      if (began != null && experiment.startedAt().isBefore(began)) {
        missing.put(
            experiment.axis(),
            "this build left no %s.json, and the one of %s is from before it"
                .formatted(experiment.axis().slug(), experiment.startedAt()));
      } else {
        fresh.add(experiment);
      }
    }
    return new RunUnderTest(run.runId(), fresh, missing, brokeOff());
  }

  private static @Nullable Instant invocation() {
    try {
      return LocalDateTime.parse(System.getProperty("onset.invocation", ""), INVOCATION)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable String brokeOff() throws IOException {
    if (!Files.exists(lastRun)) {
      return "the simulations did not run";
    }
    return Files.readAllLines(lastRun).stream()
        .filter(line -> line.startsWith(ERROR_LINE) && !line.contains(NO_ANSWER))
        .map(line -> line.substring(ERROR_LINE.length()))
        .findFirst()
        .orElse(null);
  }

  /** Says why the build fails; Maven shows the message. */
  static final class Failed extends RuntimeException {
    Failed(String message) {
      super(message, null, false, false);
    }
  }
}
