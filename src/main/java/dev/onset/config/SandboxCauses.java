package dev.onset.config;

import java.time.Duration;

/**
 * Further causes of trouble in the sandbox.
 *
 * @param health the path that says how it fares
 */
public record SandboxCauses(Health health) {
  /** None of them. */
  public static final SandboxCauses NONE = new SandboxCauses(new Health("", false, Duration.ZERO));

  /**
   * The path that says how the sandbox fares.
   *
   * @param path the path; empty for none
   * @param lies whether it always says that all is well
   * @param delay how late it notices
   */
  public record Health(String path, boolean lies, Duration delay) {}
}
