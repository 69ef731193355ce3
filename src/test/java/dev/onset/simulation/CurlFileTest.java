package dev.onset.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.onset.gatling.GatlingProcess;
import dev.onset.preflight.SelfSigned;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of the request of a curl file, against a server with a certificate of its own. */
class CurlFileTest {

  private static final String COMMAND =
      """
      curl%s --location --request POST 'https://localhost:%d/v1/dispatch?page=3&api_key=PLANTED-1' \\
      --header 'Authorization: Bearer PLANTED-2' \\
      --header 'X-Request-Source: checkout' \\
      --header 'Content-Type: application/json' \\
      --data-raw '{
        "url": "https://backend.example.com/orders",
        "headers": {"X-Api-Key": "PLANTED-3"}
      }' | jq .
      """;

  private static final String BODY =
      """
      {
        "url": "https://backend.example.com/orders",
        "headers": {"X-Api-Key": "PLANTED-3"}
      }""";

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private HttpsServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    var keys = Files.createDirectory(folder.resolve("keys"));
    server = SelfSigned.server(keys);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void the_record_says_what_was_sent_and_by_which_file_without_its_secrets() throws Exception {
    var result = run(" -k");

    assertThat(requests.get()).as(result.output()).isGreaterThan(50);
    assertThat(seen)
        .containsExactly(
            "POST /v1/dispatch?page=3&api_key=PLANTED-1 localhost:%d Bearer PLANTED-2 checkout %s"
                .formatted(server.getAddress().getPort(), BODY));
    var file = folder.resolve("request.curl").toString();
    var experiment = result.experiment("rate.json");
    assertThat(experiment.target().method()).isEqualTo("POST");
    assertThat(experiment.configuration())
        .contains(
            new Setting("onset.target.curl-file", file, "system property"),
            new Setting("onset.target.method", "POST", file),
            new Setting("onset.target.path", "/v1/dispatch?page=3&api_key=***", file),
            new Setting("onset.target.headers.Authorization", "***", file),
            new Setting("onset.target.headers.X-Request-Source", "checkout", file),
            new Setting("onset.target.headers.Content-Type", "application/json", file),
            new Setting("onset.target.headers.User-Agent", "curl/7.88.1", file),
            new Setting("onset.target.body", "*** (%d characters)".formatted(BODY.length()), file));
    assertThat(experiment.preflight())
        .extracting(check -> check.name() + ": " + check.text())
        .anySatisfy(text -> assertThat(text).startsWith("curl command: Warning: Line 1:9: -L"))
        .anySatisfy(
            text -> assertThat(text).startsWith("certificate: Warning: The certificate do"));
    assertNothingLeaked(result);
  }

  @Test
  void without_k_nothing_is_sent_to_a_target_that_cannot_prove_who_it_is() throws Exception {
    var result = run("");

    assertThat(requests.get()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(Status.FAILED);
    assertThat(experiment.statusReason())
        .contains("does not verify", "so the request was not sent", "Add -k");
    assertThat(result.output()).contains("Add -k to measure all the same");
    assertThat(result.exitCode()).isNotZero();
    assertNothingLeaked(result);
  }

  private GatlingProcess.Result run(String option) throws Exception {
    var file = folder.resolve("request.curl");
    Files.writeString(file, COMMAND.formatted(option, server.getAddress().getPort()));
    var result =
        GatlingProcess.run(
            RateOnsetSimulation.class,
            Map.of(
                "onset.target.curl-file", file.toString(),
                "onset.rate.start", "10",
                "onset.rate.max", "30",
                "onset.rate.level", "500ms",
                "onset.rate.trial", "1s",
                "onset.rate.confirm", "1s",
                "onset.injector.warm-up", "1s",
                "onset.budget.duration", "20s"),
            folder);
    Files.delete(file);
    return result;
  }

  private void assertNothingLeaked(GatlingProcess.Result result) throws IOException {
    assertThat(result.output()).doesNotContain("PLANTED");
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1))
            .as(file.toString())
            .doesNotContain("PLANTED");
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    var headers = exchange.getRequestHeaders();
    seen.add(
        "%s %s %s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers.getFirst("Host"),
                headers.getFirst("Authorization"),
                headers.getFirst("X-Request-Source"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
