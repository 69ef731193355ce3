package dev.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a pipeline may do to this repository. The files are read as lines: what is looked for here
 * stands on a line of its own in the way that they are written.
 */
class WorkflowsTest {

  private static final Pattern USES = Pattern.compile("^\\s*(?:- )?uses:\\s*(\\S+)(.*)$");
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");
  private static final Pattern RUN = Pattern.compile("^(\\s*)(?:- )?run:(.*)$");
  private static final Pattern JOB = Pattern.compile("^  ([\\w-]+):$");

  static List<Path> workflows() throws IOException {
    try (var files = Files.list(Path.of(".github/workflows"))) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void every_action_is_pinned_to_a_commit_and_says_its_version(Path file) throws IOException {
    var uses =
        Files.readAllLines(file).stream().map(USES::matcher).filter(m -> m.matches()).toList();

    assertThat(uses).isNotEmpty();
    assertThat(uses)
        .allSatisfy(
            match -> {
              assertThat(match.group(1)).matches(PINNED);
              assertThat(match.group(2).strip()).matches("# v\\d+\\.\\d+\\.\\d+");
            });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void nothing_is_permitted_that_a_job_does_not_name_and_no_job_may_write(Path file)
      throws IOException {
    assertThat(Files.readAllLines(file)).contains("permissions: {}");
    assertThat(jobs(file))
        .isNotEmpty()
        .allSatisfy(
            job ->
                assertThat(String.join("\n", job))
                    .containsPattern("(?m)^    timeout-minutes: \\d+$")
                    .containsPattern("(?m)^    permissions:\\n      contents: read$")
                    .doesNotContainPattern("(?m)^\\s+[\\w-]+: write\\b"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void superseded_or_simultaneous_runs_are_ruled_out(Path file) throws IOException {
    assertThat(Files.readAllLines(file)).contains("concurrency:");
  }

  /** What someone typed becomes part of a script otherwise. */
  @ParameterizedTest
  @MethodSource("workflows")
  void no_expression_is_pasted_into_a_script(Path file) throws IOException {
    var scripts = scripts(Files.readAllLines(file));

    assertThat(scripts).isNotEmpty();
    assertThat(scripts).noneMatch(line -> line.contains("${{"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void the_token_is_not_left_on_disk(Path file) throws IOException {
    var text = Files.readString(file);

    assertThat(text.split("persist-credentials: false", -1))
        .hasSameSizeAs(text.split("actions/checkout@", -1));
  }

  /** The lines of all scripts: those behind {@code run:} and those indented below it. */
  private static List<String> scripts(List<String> lines) {
    var scripts = new ArrayList<String>();
    int indent = -1;
    for (var line : lines) {
      var run = RUN.matcher(line);
      int depth = line.length() - line.stripLeading().length();
      if (run.matches()) {
        indent = run.group(1).length();
        scripts.add(run.group(2));
      } else if (indent >= 0 && (line.isBlank() || depth > indent + 1)) {
        scripts.add(line);
      } else {
        indent = -1;
      }
    }
    return scripts;
  }

  private static List<List<String>> jobs(Path file) throws IOException {
    var jobs = new ArrayList<List<String>>();
    boolean inJobs = false;
    for (var line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
        inJobs = line.equals("jobs:");
      }
      if (inJobs && JOB.matcher(line).matches()) {
        jobs.add(new ArrayList<>());
      } else if (inJobs && !jobs.isEmpty()) {
        jobs.get(jobs.size() - 1).add(line);
      }
    }
    return jobs;
  }
}
