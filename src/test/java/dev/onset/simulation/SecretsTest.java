package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.onset.gatling.GatlingProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run against a target that repeats every secret it is told leaves none of them anywhere. */
class SecretsTest {

  private static final String PLANTED = "PLANTED";
  private static final String PASSWORD = PLANTED + "-password-8";
  private static final Map<String, String> REQUEST =
      Map.of(
          "onset.target.method", "POST",
          "onset.target.headers.Cookie", "theme=dark; sid=PLANTED-cookie-2",
          "onset.target.headers.X-Api-Key", "PLANTED-api-key-3",
          "onset.target.headers.X-Tenant", "PLANTED-tenant-4",
          "onset.target.headers.X-Login", "Basic " + base64("me:" + PASSWORD),
          "onset.target.secret-names", "X-Tenant",
          "onset.target.path", "/orders?token=PLANTED-query-5&page=1",
          "onset.target.body",
              "{\"password\":\"PLANTED-body-6\",\"nested\":{\"client_secret\":\"PLANTED-body-7\"}}",
          "onset.target.credentials.alice", "Bearer PLANTED-alice-9",
          "onset.target.credentials.bob", "Bearer PLANTED-bob-10");

  @TempDir Path folder;

  @Test
  void no_planted_secret_is_in_the_console_or_in_any_file() throws Exception {
    var seen = new AtomicLong();
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, seen));
    server.start();
    var settings = new HashMap<>(REQUEST);
    settings.put("onset.target.base-url", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.putAll(
        Map.of(
            "onset.rate.start", "10",
            "onset.rate.max", "60",
            "onset.rate.level", "500ms",
            "onset.rate.trial", "1s",
            "onset.rate.confirm", "1s",
            "onset.injector.warm-up", "1s",
            "onset.budget.duration", "20s"));
    GatlingProcess.Result result;
    try {
      result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);
    } finally {
      server.stop(0);
    }

    assertThat(seen.get()).as("requests that carried every secret").isGreaterThan(50);
    var experiment = result.experiment("rate.json");
    assertThat(experiment.messages())
        .as("what the target said is kept, but for the secrets")
        .anySatisfy(message -> assertThat(message.text()).contains("slow down", "***"));
    for (var place : places(result)) {
      assertThat(leaks(place.text())).as(place.name()).isEmpty();
    }
  }

  private record Place(String name, String text) {}

  private List<Place> places(GatlingProcess.Result result) throws IOException {
    var places = new ArrayList<Place>();
    places.add(new Place("console", result.output()));
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        places.add(
            new Place(
                folder.relativize(file).toString(),
                Files.readString(file, StandardCharsets.ISO_8859_1)));
      }
    }
    assertThat(places).extracting(Place::name).contains("reports/test/rate.json");
    return places;
  }

  /** Around each secret in a text: as it is, and in Base64. */
  private static List<String> leaks(String text) {
    var leaks = new ArrayList<String>();
    for (var form : List.of(PLANTED, base64("me:" + PASSWORD), base64(PASSWORD))) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        leaks.add(text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 40)));
      }
    }
    return leaks;
  }

  private final AtomicInteger inWindow = new AtomicInteger();
  private volatile long window;

  /** Thirty requests a second, and every answer repeats what was sent. */
  private void answer(HttpExchange exchange, AtomicLong seen) throws IOException {
    var told = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> told.append(name).append('=').append(values).append(' '));
    told.append(exchange.getRequestURI());
    told.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (REQUEST.values().stream()
        .filter(value -> value.startsWith(PLANTED))
        .allMatch(value -> told.indexOf(value) >= 0)) {
      seen.incrementAndGet();
    }
    long second = System.currentTimeMillis() / 1000;
    synchronized (inWindow) {
      if (second != window) {
        window = second;
        inWindow.set(0);
      }
    }
    boolean admitted = inWindow.incrementAndGet() <= 30;
    var headers = exchange.getResponseHeaders();
    headers.add("RateLimit-Policy", "\"PLANTED-api-key-3\";q=30;w=1");
    headers.add("Set-Cookie", "sid=PLANTED-cookie-2");
    headers.add("Location", "/login/PLANTED-tenant-4?token=PLANTED-query-5");
    headers.add("Server", "gateway of PLANTED-tenant-4");
    var body =
        ("slow down, PLANTED-api-key-3 / PLANTED-tenant-4 / "
                + PASSWORD
                + " / "
                + URLEncoder.encode(told.toString(), StandardCharsets.UTF_8)
                + told)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(admitted ? 200 : 429, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
