package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Further causes of trouble, beside limits on rate, connections and capacity.
 *
 * @param health the path that says how the gateway fares, or null when no path does
 */
public record Causes(@Nullable HealthCheck health) {
  /** None of them. */
  public static final Causes NONE = new Causes(null);

  /** The causes in words, one a line. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    if (health != null) {
      lines.add("health: " + health.describe());
    }
    return lines;
  }
}
