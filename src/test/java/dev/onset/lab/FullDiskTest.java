package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.simulation.RateOnsetSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose reports folder is on a file system that is full before its end. */
@Tag("namespaces")
class FullDiskTest {

  @TempDir Path folder;

  /** Whoever may not make a network namespace may not mount a file system either. */
  @BeforeEach
  void skipsWhereNothingCanBeMounted() throws IOException {
    NetworkLab.open().close();
  }

  @ParameterizedTest(name = "{0} KiB")
  @ValueSource(ints = {36, 64})
  void it_says_so_prints_its_answer_and_leaves_earlier_files_as_they_were(int kibibytes)
      throws Exception {
    var reports = Files.createDirectory(folder.resolve("reports"));
    Commands.run(
        List.of(
            Commands.path("mount"),
            "-t",
            "tmpfs",
            "-o",
            "size=" + kibibytes + "k",
            "onset-test",
            reports.toString()));
    try {
      var earlier = Files.createDirectory(reports.resolve("1.0-earlier"));
      Files.writeString(earlier.resolve("rate.json"), "{\"of\": \"an earlier run\"}");
      Files.writeString(earlier.resolve("index.html"), "<p>an earlier page</p>".repeat(100));
      var before = contents(earlier);

      var result =
          GatlingProcess.run(
              RateOnsetSimulation.class,
              Map.of(
                  "onset.injector.warm-up", "2s",
                  "onset.rate.start", "150",
                  "onset.rate.level", "1s"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isNotZero();
      assertThat(result.output())
          .contains("No space left on device")
          .contains("(onset.reports-dir)")
          .containsPattern("  (FOUND|UNDECIDED) +(Rate limiting|Where rate limiting)");
      assertThat(contents(earlier)).isEqualTo(before);
    } finally {
      Commands.run(List.of(Commands.path("umount"), reports.toString()));
    }
  }

  private static Map<String, String> contents(Path of) throws IOException {
    var contents = new TreeMap<String, String>();
    try (var files = Files.list(of)) {
      for (var file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
