package dev.onset.gatling;

import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a simulation the way the Maven plugin does: in a JVM of its own, through Gatling's main
 * class. Kills it when it takes too long.
 */
public final class GatlingProcess {

  private static final Duration LONGEST = Duration.ofMinutes(6);

  /** The exit code of a run that has no answer. */
  private static final int NO_ANSWER = 2;

  /**
   * What a run left.
   *
   * @param exitCode Gatling's: 0 passed, 1 crashed, 2 an assertion failed
   * @param output standard output and error
   * @param reportsDir where its reports are
   */
  public record Result(int exitCode, String output, Path reportsDir) {

    /** Whether Onset says that the load generator kept it from an answer, or has none at all. */
    private boolean fellShort() {
      return exitCode == NO_ANSWER || output.contains("\n  LIMITED ");
    }

    /** The record in a file of the run folder {@code test}, such as {@code rate.json}. */
    public ExperimentRecord experiment(String file) throws Exception {
      var path = reportsDir.resolve("test").resolve(file);
      if (!Files.exists(path)) {
        throw new AssertionError("no " + path + "; the run said:\n" + output);
      }
      return ExperimentJson.read(Files.readString(path));
    }
  }

  private GatlingProcess() {}

  /**
   * Runs a simulation with settings given as system properties, its files in {@code folder}.
   *
   * <p>A run without an answer is made again when the hypervisor took a twentieth of the processors
   * from this machine meanwhile: Onset is right to refuse an answer then.
   */
  public static Result run(Class<?> simulation, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    return run(List.of(), simulation, settings, folder);
  }

  /**
   * Runs a simulation by way of a program that turns into the rest of its command line, such as
   * {@code ip netns exec NAME} or {@code prlimit --nofile=256}; both can be chained. It is made
   * again like any other.
   */
  public static Result run(
      List<String> by, Class<?> simulation, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    var host = HostCalm.watch();
    var result = run(by, simulation, settings, folder, process -> {});
    while (result.fellShort() && host.returnsAfterDisturbance()) {
      System.out.println("Made again, as the host was disturbed:\n" + result.output());
      delete(result.reportsDir());
      host = HostCalm.watch();
      result = run(by, simulation, settings, folder, process -> {});
    }
    return result;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What is done to a process while it runs. */
  public interface Meanwhile {
    /** Returns when it is done; the process may have ended by then. */
    void to(Process process) throws IOException, InterruptedException;
  }

  /** Runs a simulation once and does something to its process meanwhile. */
  public static Result run(
      List<String> by,
      Class<?> simulation,
      Map<String, String> settings,
      Path folder,
      Meanwhile meanwhile)
      throws IOException, InterruptedException {
    var reportsDir = folder.resolve("reports");
    var command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms512M",
            "-Xmx512M",
            "-XX:+UseZGC",
            "-Djava.util.prefs.PreferencesFactory=" + OfflinePreferences.class.getName(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Donset.run-id=test",
            "-Donset.reports-dir=" + reportsDir));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.gatling.app.Gatling",
            "-s",
            simulation.getName(),
            "-rf",
            folder.resolve("gatling").toString(),
            "-nr"));
    var log = folder.resolve("output.txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      meanwhile.to(process);
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the run did not end; so far:\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(
        process.exitValue(), Files.readString(log, StandardCharsets.UTF_8), reportsDir);
  }
}
