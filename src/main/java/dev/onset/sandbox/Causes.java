package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Further causes of trouble, beside limits on rate, connections and capacity.
 *
 * @param health the path that says how the gateway fares, or null when no path does
 * @param outage how the gateway breaks down, or null when it does not
 * @param backends those behind the limiter, or null for a nameless one
 * @param request how large a request may be
 * @param answers how large answers are, and how fast they leave
 */
public record Causes(
    @Nullable HealthCheck health,
    @Nullable Outage outage,
    @Nullable BackendShares backends,
    RequestLimits request,
    LargeAnswers answers) {
  /** None of them. */
  public static final Causes NONE =
      new Causes(null, null, null, RequestLimits.NONE, LargeAnswers.NONE);

  /** The causes in words, one a line. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    if (health != null) {
      lines.add("health: " + health.describe());
    }
    if (outage != null) {
      lines.add("outage: " + outage.describe());
    }
    if (backends != null) {
      lines.add("backends: " + backends.describe());
    }
    if (!request.describe().isEmpty()) {
      lines.add("requests: " + request.describe());
    }
    if (!answers.describe().isEmpty()) {
      lines.add("answers: " + answers.describe());
    }
    return lines;
  }
}
