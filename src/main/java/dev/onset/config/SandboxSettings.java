package dev.onset.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the sandbox.
 *
 * @param tokens what requests cost, and how much of that is admitted
 * @param causes further causes of trouble
 * @param responseTime how long the sandbox waits before it answers an admitted request; may be zero
 */
public record SandboxSettings(
    RateLimit rateLimit,
    Connections connections,
    Duration responseTime,
    Capacity capacity,
    Noise noise,
    Tokens tokens,
    SandboxCauses causes) {

  /**
   * What requests cost in tokens.
   *
   * @param perMinute tokens admitted per minute; 0 for all
   * @param algorithm name of the way of limiting, one of {@link #ALGORITHMS}
   * @param window length of a fixed window
   * @param burst size of the bucket
   * @param least cost of the cheapest request
   * @param most cost of the dearest request; 0: answers say nothing of tokens
   * @param charge when a request is charged, one of {@link #CHARGES}
   * @param seed of the costs
   * @param status under which rejections come
   */
  public record Tokens(
      int perMinute,
      String algorithm,
      Duration window,
      int burst,
      int least,
      int most,
      String charge,
      int seed,
      int status) {
    /** The names of the ways of limiting. */
    public static final List<String> ALGORITHMS = List.of("fixed-window", "token-bucket");

    /** The names of when a request is charged. */
    public static final List<String> CHARGES = List.of("asked", "answered");

    /** No tokens at all. */
    public static final Tokens NONE =
        new Tokens(0, "fixed-window", Duration.ofMinutes(1), 10_000, 1, 0, "asked", 1, 429);
  }

  /**
   * The sandbox's limiter.
   *
   * @param algorithm name of the way of limiting, one of {@link #ALGORITHMS}
   * @param requestsPerSecond requests admitted per second
   * @param burst size of the bucket, of the queue, or of the crowd in progress
   * @param window time for which the algorithms that count by windows do so
   * @param scope name of who shares the limit, one of {@link #SCOPES}
   * @param scopeHeader header whose value is the credential
   * @param refusal the answer to a request it turns away, and what answers declare
   */
  public record RateLimit(
      String algorithm,
      double requestsPerSecond,
      int burst,
      Duration window,
      String scope,
      String scopeHeader,
      Refusal refusal) {
    /** The names of the ways of limiting. */
    public static final List<String> ALGORITHMS =
        List.of(
            "token-bucket",
            "refill-in-lumps",
            "leaky-bucket",
            "fixed-window",
            "anchored-window",
            "sliding-log",
            "sliding-log-counting",
            "sliding-counter",
            "blocking-log",
            "concurrency-cap",
            "shedding",
            "none");

    /** The names of who shares a limit. */
    public static final List<String> SCOPES = List.of("global", "credential", "address");
  }

  /**
   * How a request is turned away; what is null is as the dialect has it.
   *
   * @param dialect name of the gateway that is imitated, one of {@link #DIALECTS}
   * @param status HTTP status
   * @param headers further headers; sorted by name
   * @param body body
   * @param contentType content type of that body
   * @param standardHeaders whether answers declare the limit in headers
   * @param declaredFactor how many times the real limit is declared
   */
  public record Refusal(
      String dialect,
      @Nullable Integer status,
      Map<String, String> headers,
      @Nullable String body,
      @Nullable String contentType,
      @Nullable Boolean standardHeaders,
      double declaredFactor) {
    /** The names of the gateways that can be imitated. */
    public static final List<String> DIALECTS =
        List.of(
            "standard",
            "tyk",
            "tyk-quota",
            "apinto",
            "kong",
            "nginx",
            "openai",
            "traefik",
            "spring",
            "none");

    public Refusal {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /**
   * How many connections the sandbox takes.
   *
   * @param capacity connections it serves at once; it accepts no more until one closes
   * @param backlog length of the accept queue behind them
   * @param perSecond connections it accepts per second; 0 for all
   */
  public record Connections(int capacity, int backlog, double perSecond) {}

  /**
   * What the server behind the limiter can do.
   *
   * @param requestsPerSecond requests it works off per second; 0 for all
   * @param queue requests that wait for it
   * @param recovery how long it is slower after too much load; may be zero
   */
  public record Capacity(double requestsPerSecond, int queue, Duration recovery) {}

  /**
   * What disturbs the answers whatever the load is.
   *
   * @param stallEvery mean time between two stalls; zero for none
   * @param stall length of a stall
   * @param jitter most time added to an answer
   * @param errorShare share of the admitted requests that fail, 0 to 1
   * @param seed of all that is left to chance
   */
  public record Noise(
      Duration stallEvery, Duration stall, Duration jitter, double errorShare, int seed) {}
}
