package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import dev.onset.simulation.ConcurrencyOnsetSimulation;
import dev.onset.simulation.RateOnsetSimulation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load generator without the means for its load accuses itself and never the target. */
@Tag("namespaces")
class WeakInjectorTest {

  private static final int RUNS = 10;

  @TempDir Path folder;

  @Test
  void too_few_descriptors_are_refused_before_anything_is_sent() throws Exception {
    tooFewDescriptors();
  }

  @Test
  void too_few_source_ports_are_the_injectors_limit_and_no_onset() throws Exception {
    tooFewSourcePorts();
  }

  @Test
  void a_processor_taken_by_another_program_is_the_injectors_limit_and_no_onset() throws Exception {
    takenProcessor();
  }

  @Tag("repeated")
  @RepeatedTest(RUNS)
  void too_few_descriptors_are_refused_every_time() throws Exception {
    tooFewDescriptors();
  }

  @Tag("repeated")
  @RepeatedTest(RUNS)
  void too_few_source_ports_are_the_injectors_limit_every_time() throws Exception {
    tooFewSourcePorts();
  }

  @Tag("repeated")
  @RepeatedTest(RUNS)
  void a_taken_processor_is_the_injectors_limit_every_time() throws Exception {
    takenProcessor();
  }

  private void tooFewDescriptors() throws Exception {
    try (var lab = NetworkLab.open()) {
      var result =
          run(
              lab,
              new String[] {Commands.path("prlimit"), "--nofile=256"},
              ConcurrencyOnsetSimulation.class,
              Map.of());

      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      var experiment = result.experiment("concurrency.json");
      assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.FAILED);
      assertThat(experiment.statusReason())
          .contains("may open 256 files and connections")
          .contains("aise ulimit -n")
          // Fewer than it needs with no connection at all.
          .doesNotContain("lower onset.concurrency.max");
      assertThat(experiment.injector().verdict())
          .isEqualTo(ExperimentRecord.Injector.Fitness.LIMITED);
      assertThat(experiment.trials()).isEmpty();
    }
  }

  private void tooFewSourcePorts() throws Exception {
    try (var lab = NetworkLab.open()) {
      lab.injector().sysctl("net.ipv4.ip_local_port_range", "40000 40019");

      var result = run(lab, new String[0], ConcurrencyOnsetSimulation.class, Map.of());

      var experiment = result.experiment("concurrency.json");
      assertLimited(experiment, result);
      assertThat(experiment.injector().reasons())
          .singleElement()
          .asString()
          .contains("net.ipv4.ip_local_port_range");
    }
  }

  private void takenProcessor() throws Exception {
    try (var lab = NetworkLab.open()) {
      int cpu = NetworkLab.lastCpu();
      // From the start on it would take the JVM a minute to come up.
      lab.burn(cpu, 8, folder.resolve("output.txt"), "started");

      var result =
          run(
              lab,
              new String[] {Commands.path("taskset"), "-c", String.valueOf(cpu)},
              RateOnsetSimulation.class,
              Map.of(
                  "onset.injector.workers", "200",
                  "onset.rate.start", "500",
                  "onset.rate.max", "1000",
                  "onset.rate.level", "1s",
                  "onset.rate.trial", "1s",
                  "onset.rate.confirm", "1s"));

      var experiment = result.experiment("rate.json");
      assertLimited(experiment, result);
      // More workers would not help: there is no processor to run them on.
      assertThat(experiment.injector().reasons())
          .singleElement()
          .asString()
          .containsPattern("(?i)processor|cpu|host is too busy|stood still")
          .doesNotContain("onset.injector.workers");
      assertThat(Mechanisms.first(experiment)).isEqualTo("load-generator");
    }
  }

  private static void assertLimited(ExperimentRecord experiment, GatlingProcess.Result result) {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
    assertThat(experiment.injector().verdict())
        .as(result.output())
        .isEqualTo(ExperimentRecord.Injector.Fitness.LIMITED);
    assertThat(experiment.trials())
        .extracting(ExperimentRecord.Trial::verdict)
        .contains(Verdict.INVALID);
    assertThat(experiment.onsets()).noneMatch(onset -> onset.status() == OnsetStatus.FOUND);
  }

  /** Against a target without any limit. */
  private GatlingProcess.Result run(
      NetworkLab lab, String[] by, Class<?> simulation, Map<String, String> more) throws Exception {
    int port = lab.startServer(folder);
    var settings =
        new HashMap<>(
            Map.of(
                "onset.target.base-url", "http://" + lab.target().address() + ":" + port,
                "onset.concurrency.max", "60",
                "onset.concurrency.hold-interval", "500ms",
                "onset.timeouts.connect", "900ms",
                "onset.timeouts.request", "3s",
                "onset.injector.warm-up", "3s"));
    settings.putAll(more);
    return GatlingProcess.run(lab.injector().by(by), simulation, settings, folder);
  }
}
