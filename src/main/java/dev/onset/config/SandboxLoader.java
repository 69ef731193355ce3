package dev.onset.config;

import java.math.BigDecimal;
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
  private static final String TOKENS = SANDBOX + "tokens.";
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
  private static final int MOST_DECIMALS = 6;
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

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
                values.wholeNumber(SANDBOX + "connections.backlog", 1, 65_535),
                values.number(SANDBOX + "connections.per-second", "0", "100000")),
            values.duration(RESPONSE_TIME, Duration.ZERO, TEN_MINUTES),
            new SandboxSettings.Capacity(
                values.number(SANDBOX + "capacity.requests-per-second", "0", "1000000"),
                values.wholeNumber(SANDBOX + "capacity.queue", 0, 1_000_000),
                values.duration(SANDBOX + "capacity.recovery", Duration.ZERO, TEN_MINUTES)),
            new SandboxSettings.Noise(
                values.duration(SANDBOX + "noise.stall-every", Duration.ZERO, HOUR),
                values.duration(SANDBOX + "noise.stall", Duration.ZERO, MINUTE),
                values.duration(SANDBOX + "noise.jitter", Duration.ZERO, MINUTE),
                values.percentFromZero(SANDBOX + "noise.error-share", 100),
                values.wholeNumber(SANDBOX + "noise.seed", 0, 1_000_000_000)),
            tokens(),
            new SandboxCausesLoader(values, problems).load());
    checkTokens(settings.tokens());
    if (settings.tokens().most() > 0 && settings.causes().body().bytes() > 0) {
      var bytes = SANDBOX + "body.bytes";
      problems.add(
          bytes,
          values.value(bytes),
          "Answers that say what a request cost (%smost) are short ones.".formatted(TOKENS),
          "Set one of the two to 0.");
    }
    if (problems.noneIn(ALGORITHM, RATE, BURST, WINDOW, RESPONSE_TIME)) {
      checkTogether(settings);
    }
    return settings;
  }

  private SandboxSettings.Tokens tokens() {
    return new SandboxSettings.Tokens(
        values.wholeNumber(TOKENS + "per-minute", 0, 1_000_000_000),
        oneOf(TOKENS + "algorithm", SandboxSettings.Tokens.ALGORITHMS),
        values.duration(TOKENS + "window", TENTH, HOUR),
        values.wholeNumber(TOKENS + "burst", 1, 1_000_000_000),
        values.wholeNumber(TOKENS + "least", 1, 1_000_000),
        values.wholeNumber(TOKENS + "most", 0, 1_000_000),
        oneOf(TOKENS + "charge", SandboxSettings.Tokens.CHARGES),
        values.wholeNumber(TOKENS + "seed", 0, 1_000_000_000),
        values.wholeNumber(TOKENS + "status", 400, 599));
  }

  private void checkTokens(SandboxSettings.Tokens tokens) {
    var most = TOKENS + "most";
    if (!problems.noneIn(
        most, TOKENS + "least", TOKENS + "per-minute", TOKENS + "window", TOKENS + "burst")) {
      return;
    }
    if (tokens.most() == 0 ? tokens.perMinute() > 0 : tokens.most() < tokens.least()) {
      problems.add(
          most,
          values.value(most),
          tokens.most() == 0
              ? "Requests that cost nothing meet no limit on tokens (%sper-minute)."
                  .formatted(TOKENS)
              : "The dearest request costs less than the cheapest (%sleast).".formatted(TOKENS),
          "Set it to %d or more.".formatted(tokens.least()));
      return;
    }
    boolean bucket = tokens.algorithm().equals("token-bucket");
    long atOnce =
        bucket
            ? tokens.burst()
            : Math.round(tokens.perMinute() * (tokens.window().toNanos() / 6e10));
    if (tokens.perMinute() > 0 && atOnce < tokens.most()) {
      var key = TOKENS + (bucket ? "burst" : "window");
      problems.add(
          key,
          values.value(key),
          "It has room for %d tokens, and a request may cost %d.".formatted(atOnce, tokens.most()),
          "Raise it, or lower %s.".formatted(most));
    }
  }

  private SandboxSettings.RateLimit rateLimit() {
    return new SandboxSettings.RateLimit(
        oneOf(ALGORITHM, SandboxSettings.RateLimit.ALGORITHMS),
        values.number(RATE, "0.1", "1000000"),
        values.wholeNumber(BURST, 0, 1_000_000),
        values.duration(WINDOW, Duration.ofMillis(10), HOUR),
        oneOf(LIMIT + "scope", SandboxSettings.RateLimit.SCOPES),
        values.read(LIMIT + "scope-header", Rules::headerName),
        refusal());
  }

  private SandboxSettings.Refusal refusal() {
    return new SandboxSettings.Refusal(
        oneOf(LIMIT + "dialect", SandboxSettings.Refusal.DIALECTS),
        values.readUnlessAuto(LIMIT + "status", text -> Values.wholeNumberIn(text, 400, 599)),
        values.map(LIMIT + "headers", Rules::sandboxHeader),
        values.readUnlessAuto(LIMIT + "body", text -> text),
        values.readUnlessAuto(LIMIT + "content-type", Rules::headerText),
        values.readUnlessAuto(LIMIT + "standard-headers", Values::flagIn),
        values.number(LIMIT + "declared-factor", "0.01", "100"));
  }

  private String oneOf(String key, List<String> names) {
    return values.read(key, text -> Rules.oneOf(text, names));
  }

  private void checkTogether(SandboxSettings settings) {
    var limit = settings.rateLimit();
    var algorithm = limit.algorithm();
    var rate = new BigDecimal(Double.toString(limit.requestsPerSecond())).stripTrailingZeros();
    if (rate.scale() > MOST_DECIMALS) {
      problems.add(
          RATE,
          values.value(RATE),
          "Such a rate cannot be kept exactly.",
          "Allowed: at most 6 decimals.");
    }
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
    if (algorithm.equals("concurrency-cap")
        && settings.responseTime().isZero()
        && settings.noise().jitter().isZero()
        && settings.capacity().requestsPerSecond() == 0) {
      problems.add(
          RESPONSE_TIME,
          values.value(RESPONSE_TIME),
          "Requests that take no time are never in progress together, so a concurrency-cap ("
              + ALGORITHM
              + ") limits nothing.",
          "Set it, such as 50ms, or onset.sandbox.capacity.requests-per-second.");
    }
  }
}
