package dev.onset.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built jar as the only dependency of another Maven project, from a local repository that holds
 * it as {@code mvn install} would leave it there.
 */
class SeparateProjectIT {

  private static final Path PROJECT = Path.of("src", "it", "own-scenario");
  private static final Path JAR = Path.of(System.getProperty("onset.it.jar"));
  private static final String VERSION = System.getProperty("onset.it.version");

  @TempDir Path folder;

  @Test
  void a_project_with_one_class_measures_with_its_own_scenario() throws Exception {
    var project = copyOfProject();

    var log = maven(project, "gatling:test");

    var output = Files.readString(log);
    var record = project.resolve("reports/it/rate.json");
    assertThat(record).as(output).exists();
    var experiment = ExperimentJson.read(Files.readString(record));
    assertThat(experiment.target().method()).isEqualTo("LoginThenCallSimulation");
    assertThat(experiment.unit()).isEqualTo("iterations/s");
    assertThat(experiment.outcomes()).containsKey(Outcome.OK);
    assertThat(experiment.notes()).anyMatch(note -> note.contains("2 requests: login, call"));
    assertThat(project.resolve("reports/it/index.html")).exists();
    assertThat(output)
        .contains("Onset rate: LoginThenCallSimulation")
        .doesNotContain("DEBUG")
        .doesNotContain("asked a registry");
    // Whether the host is quiet enough for an answer is not what this is about.
    assertThat(experiment.status()).isNotEqualTo(ExperimentRecord.Status.STOPPED);
  }

  private Path copyOfProject() throws IOException {
    var copy = folder.resolve("project");
    try (var files = Files.walk(PROJECT)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(PROJECT.relativize(file).toString()));
      }
    }
    return copy;
  }

  private Path maven(Path project, String goal) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("onset.it.maven"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository()));
    if (System.getProperty("onset.it.offline").endsWith("true")) {
      command.add("-o");
    }
    command.addAll(
        List.of(
            "-Dversion.onset=" + VERSION,
            "-Donset.run-id=it",
            "-Donset.sandbox.rate-limit.requests-per-second=100",
            "-Donset.rate.start=20",
            "-Donset.rate.max=30",
            "-Donset.rate.level=1s",
            "-Donset.rate.trial=1s",
            "-Donset.rate.confirm=1s",
            "-Donset.injector.warm-up=1s",
            goal));
    var log = folder.resolve("maven.txt").toFile();
    var builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Maven ended").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return log.toPath();
  }

  /**
   * A local repository with the jar in it. Everything else is in the one that this build uses,
   * which is linked to and stays free of the jar.
   */
  private Path repository() throws IOException {
    var real = Path.of(System.getProperty("onset.it.repository"));
    var repository = Files.createDirectories(folder.resolve("repository"));
    for (var child : List.of(new File(real.toString()).listFiles(File::isDirectory))) {
      if (!child.getName().equals("dev")) {
        Files.createSymbolicLink(repository.resolve(child.getName()), child.toPath());
      }
    }
    var group = Files.createDirectories(repository.resolve("dev"));
    var others = real.resolve("dev").toFile().listFiles(File::isDirectory);
    for (var child : others == null ? new File[0] : others) {
      if (!child.getName().equals("onset")) {
        Files.createSymbolicLink(group.resolve(child.getName()), child.toPath());
      }
    }
    var place = Files.createDirectories(group.resolve("onset/onset").resolve(VERSION));
    Files.copy(JAR, place.resolve("onset-" + VERSION + ".jar"));
    Files.copy(Path.of("pom.xml"), place.resolve("onset-" + VERSION + ".pom"));
    return repository;
  }
}
