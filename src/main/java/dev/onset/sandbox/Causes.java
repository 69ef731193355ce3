package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Further causes of trouble, beside limits on rate, connections and capacity.
 *
 * @param health the path that says how the gateway fares, or null when no path does
 * @param outage how the gateway breaks down, or null when it does not
 */
public record Causes(@Nullable HealthCheck health, @Nullable Outage outage) {
  /** None of them. */
  public static final Causes NONE = new Causes(null, null);

  /** The causes in words, one a line. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    if (health != null) {
      lines.add("health: " + health.describe());
    }
    if (outage != null) {
      lines.add("outage: " + outage.describe());
    }
    return lines;
  }
}
