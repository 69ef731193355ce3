package dev.onset.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits of the sandbox.
 *
 * @param responseTime how long the sandbox waits before it answers an admitted request; may be zero
 */
public record SandboxSettings(RateLimit rateLimit, Connections connections, Duration responseTime) {

  /**
   * The sandbox's limiter and the answer to a request it turns away.
   *
   * @param algorithm name of the way of limiting, one of {@link #ALGORITHMS}
   * @param requestsPerSecond requests admitted per second
   * @param burst size of the bucket, of the queue, or of the crowd in progress
   * @param window time for which the algorithms that count by windows do so
   * @param status HTTP status of the refusal
   * @param headers further headers of the refusal; sorted by name
   * @param body body of the refusal
   * @param contentType content type of that body
   * @param standardHeaders whether answers carry RateLimit-Policy and RateLimit
   */
  public record RateLimit(
      String algorithm,
      double requestsPerSecond,
      int burst,
      Duration window,
      int status,
      Map<String, String> headers,
      String body,
      String contentType,
      boolean standardHeaders) {
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

    public RateLimit {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /**
   * How many connections the sandbox takes.
   *
   * @param capacity connections it serves at once; it accepts no more until one closes
   * @param backlog length of the accept queue behind them
   */
  public record Connections(int capacity, int backlog) {}
}
