package dev.onset.config;

import java.time.Duration;

/**
 * Further causes of trouble in the sandbox.
 *
 * @param health the path that says how it fares
 * @param outage how it breaks down
 */
public record SandboxCauses(Health health, Outage outage) {
  /** None of them. */
  public static final SandboxCauses NONE =
      new SandboxCauses(new Health("", false, Duration.ZERO), new Outage(0, 0, Duration.ZERO, 503));

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
}
