package dev.onset.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Further causes of trouble in the sandbox.
 *
 * @param health the path that says how it fares
 * @param outage how it breaks down
 * @param backends who answers
 * @param request how large a request may be
 * @param body how large answers are, and how fast they leave
 */
public record SandboxCauses(
    Health health, Outage outage, Backends backends, Request request, Body body) {
  /** None of them. */
  public static final SandboxCauses NONE =
      new SandboxCauses(
          new Health("", false, Duration.ZERO),
          new Outage(0, 0, Duration.ZERO, 503),
          new Backends("X-Served-By", "", Map.of(), Map.of()),
          new Request(0, 0, 0, 0, 0),
          new Body(0, false, 0, "limit", 100));

  /**
   * The path that says how the sandbox fares.
   *
   * @param path the path; empty for none
   * @param lies whether it always says that all is well
   * @param delay how late it notices
   */
  public record Health(String path, boolean lies, Duration delay) {}

  /**
   * How the sandbox breaks down.
   *
   * @param above requests/s that put it down; 0 for none
   * @param below requests/s below which it recovers
   * @param recovery how long it takes for that
   * @param status HTTP status while it is down
   */
  public record Outage(double above, double below, Duration recovery, int status) {}

  /**
   * Who answers.
   *
   * @param header the field that names a backend; empty for none
   * @param cookie the cookie that names it; empty for none
   * @param shares of the requests, by name and in order; empty for one backend without a name
   * @param limits requests/s that a backend admits, by name
   */
  public record Backends(
      String header, String cookie, Map<String, Double> shares, Map<String, Double> limits) {
    public Backends {
      shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
      limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }
  }

  /**
   * How large a request may be; 0 for any size.
   *
   * @param maxHeaderBytes one header line
   * @param maxHeadersBytes all header lines
   * @param maxHeaders their number
   * @param maxUrlBytes the request target
   * @param maxBodyBytes the body
   */
  public record Request(
      int maxHeaderBytes, int maxHeadersBytes, int maxHeaders, int maxUrlBytes, int maxBodyBytes) {}

  /**
   * How large answers are, and how fast they leave.
   *
   * @param bytes of JSON in an answer; 0 for a short one
   * @param gzip whether it is compressed for those who accept that
   * @param bandwidth bytes/s for all answers together; 0 for no limit
   * @param pageParameter query parameter that asks for a number of rows; empty for none
   * @param pageRows rows for which so many bytes are sent
   */
  public record Body(int bytes, boolean gzip, int bandwidth, String pageParameter, int pageRows) {}
}
