package dev.onset.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** From the values under {@code onset.sandbox} to {@link SandboxSettings}. */
final class SandboxLoader {

  private static final String SANDBOX = "onset.sandbox.";
  private static final String LIMIT = SANDBOX + "rate-limit.";
  private static final String ALGORITHM = LIMIT + "algorithm";
  private static final String RATE = LIMIT + "requests-per-second";
  private static final String BURST = LIMIT + "burst";
  private static final String WINDOW = LIMIT + "window";
  private static final String RESPONSE_TIME = SANDBOX + "response-time";

  private static final Set<String> BY_WINDOWS =
      Set.of(
          "refill-in-lumps",
          "fixed-window",
          "anchored-window",
          "sliding-log",
          "sliding-log-counting",
          "sliding-counter",
          "blocking-log");
  private static final long MAX_PER_WINDOW = 1_000_000;
  private static final Duration MAX_RESPONSE_TIME = Duration.ofMinutes(10);

  private final Values values;
  private final Problems problems;

  SandboxLoader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The settings; values that are not acceptable become problems. */
  SandboxSettings load() {
    var settings =
        new SandboxSettings(
            rateLimit(),
            new SandboxSettings.Connections(
                values.wholeNumber(SANDBOX + "connections.capacity", 1, 60_000),
                values.wholeNumber(SANDBOX + "connections.backlog", 1, 65_535)),
            values.duration(RESPONSE_TIME, Duration.ZERO, MAX_RESPONSE_TIME));
    if (problems.noneIn(ALGORITHM, RATE, BURST, WINDOW, RESPONSE_TIME)) {
      checkTogether(settings);
    }
    return settings;
  }

  private SandboxSettings.RateLimit rateLimit() {
    return new SandboxSettings.RateLimit(
        oneOf(ALGORITHM, SandboxSettings.RateLimit.ALGORITHMS),
        values.number(RATE, "0.1", "1000000"),
        values.wholeNumber(BURST, 0, 1_000_000),
        values.duration(WINDOW, Duration.ofMillis(10), Duration.ofHours(1)),
        values.wholeNumber(LIMIT + "status", 400, 599),
        values.map(LIMIT + "headers", Rules::sandboxHeader),
        values.read(LIMIT + "body", text -> text),
        values.read(LIMIT + "content-type", Rules::headerText),
        values.flag(LIMIT + "standard-headers"));
  }

  private String oneOf(String key, List<String> names) {
    return values.read(key, text -> Rules.oneOf(text, names));
  }

  private void checkTogether(SandboxSettings settings) {
    var limit = settings.rateLimit();
    var algorithm = limit.algorithm();
    if (limit.burst() == 0 && List.of("token-bucket", "concurrency-cap").contains(algorithm)) {
      problems.add(
          BURST,
          values.value(BURST),
          "With a burst of 0 a %s admits nothing.".formatted(algorithm),
          "Allowed: 1 to 1000000; 0 is for a leaky-bucket that holds no request back.");
    }
    if (BY_WINDOWS.contains(algorithm)) {
      long quota = Math.round(limit.requestsPerSecond() * limit.window().toNanos() / 1e9);
      if (quota < 1 || quota > MAX_PER_WINDOW) {
        problems.add(
            WINDOW,
            values.value(WINDOW),
            "At %s requests/s (%s) such a window admits %d requests."
                .formatted(Given.text(values.value(RATE)), RATE, quota),
            "Allowed: 1 to 1000000 requests per window.");
      }
    }
    if (algorithm.equals("concurrency-cap") && settings.responseTime().isZero()) {
      problems.add(
          RESPONSE_TIME,
          values.value(RESPONSE_TIME),
          "Requests that take no time are never in progress together, so a concurrency-cap ("
              + ALGORITHM
              + ") limits nothing.",
          "Set it, such as 50ms.");
    }
  }
}
