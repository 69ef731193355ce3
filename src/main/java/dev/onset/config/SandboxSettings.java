package dev.onset.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits of the sandbox.
 *
 * @param responseTime how long the sandbox waits before it answers an admitted request; may be zero
 */
public record SandboxSettings(RateLimit rateLimit, Connections connections, Duration responseTime) {

  /**
   * The sandbox's token bucket and the answer to a request it turns away.
   *
   * @param requestsPerSecond tokens that flow back per second
   * @param burst tokens in the full bucket
   * @param status HTTP status of the refusal
   * @param headers further headers of the refusal; sorted by name
   * @param body body of the refusal
   * @param contentType content type of that body
   * @param standardHeaders whether answers carry RateLimit-Policy and RateLimit
   */
  public record RateLimit(
      double requestsPerSecond,
      int burst,
      int status,
      Map<String, String> headers,
      String body,
      String contentType,
      boolean standardHeaders) {
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
