package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a scenario is said in a sentence, and never becomes a number. */
class BadScenariosTest {

  private static final String TOKEN = "PLANTED-token-1";

  @TempDir Path folder;

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "onset.rate.start", "20",
              "onset.rate.max", "60",
              "onset.rate.level", "1s",
              "onset.rate.trial", "1s",
              "onset.rate.confirm", "1s",
              "onset.timeouts.connect", "900ms",
              "onset.timeouts.request", "2s",
              "onset.budget.duration", "30s",
              "onset.injector.warm-up", "0s"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SendsNothing     | sent no request",
        "Throws           | the script is broken",
        "ForgetsTheToken  | No attribute named 'token' is defined",
        "FailsACheck      | CHECK_FAILED: call: 200",
        "Pauses           | of it pauses",
        "Leaves           | ends the virtual user (exitHere",
        "GoesElsewhere    | which is not its target",
        "TakesAProxy      | sends through a proxy, 127.0.0.1:",
      })
  void it_is_refused_before_any_load(String name, String sentence) throws Exception {
    try (var elsewhere = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      settings.put("test.elsewhere", "http://127.0.0.1:" + elsewhere.getLocalPort() + "/");
      settings.put("test.elsewhere.port", String.valueOf(elsewhere.getLocalPort()));

      var result = run(name);

      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      assertThat(result.output()).contains(sentence).doesNotContain("\tat ");
      var experiment = result.experiment("rate.json");
      assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.FAILED);
      assertThat(experiment.statusReason()).contains(sentence);
      assertThat(experiment.trials()).isEmpty();
    }
  }

  @Test
  void an_empty_feeder_stops_the_experiment_without_an_answer() throws Exception {
    var result = run("HasAnEmptyFeeder");

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isNotEqualTo(ExperimentRecord.Status.COMPLETE);
    assertThat(experiment.statusReason()).contains("a feeder ran empty");
  }

  @Test
  void connections_per_second_are_refused_with_the_reason() throws Exception {
    var result = run("OpensConnections");

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("one iteration would be several connections");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void a_check_decides_what_a_status_does_not_tell_and_no_token_is_written() throws Exception {
    var calls = new AtomicInteger();
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          boolean limited = path.equals("/orders") && calls.incrementAndGet() > 30;
          var body =
              (path.equals("/login") ? TOKEN : limited ? "quota exceeded for " + TOKEN : "fine")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.equals("/missing") ? 404 : 200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    settings.put("onset.target.base-url", "http://127.0.0.1:" + server.getAddress().getPort());
    GatlingProcess.Result result;
    try {
      result = run("DecidesItself");
    } finally {
      server.stop(0);
    }

    var experiment = result.experiment("rate.json");
    assertThat(experiment.unit()).isEqualTo("iterations/s");
    assertThat(experiment.outcomes())
        .as(result.output())
        .containsKeys(Outcome.OK, Outcome.RATE_LIMITED)
        .doesNotContainKeys(Outcome.CHECK_FAILED, Outcome.APPLICATION_ERROR);
    assertThat(experiment.messages())
        .anySatisfy(
            message -> assertThat(message.text()).isEqualTo("call: 200 quota exceeded for ***"));
    assertThat(experiment.notes()).anyMatch(note -> note.contains("3 requests: login, missing"));
    assertThat(result.output()).doesNotContain(TOKEN);
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(TOKEN);
      }
    }
  }

  private GatlingProcess.Result run(String name) throws Exception {
    var simulation = Class.forName(BadScenarios.class.getName() + "$" + name);
    return GatlingProcess.run(java.util.List.of(), simulation, settings, folder, process -> {});
  }
}
