package dev.onset.gatling;

import dev.onset.config.SandboxSettings;
import dev.onset.sandbox.Algorithm;
import dev.onset.sandbox.ConnectionLimit;
import dev.onset.sandbox.RateLimit;
import dev.onset.sandbox.Rejection;
import dev.onset.sandbox.SandboxLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From the configuration's words to the sandbox's limits. */
final class SandboxSetup {

  private SandboxSetup() {}

  /** The limits that the settings describe. */
  static SandboxLimits limits(SandboxSettings settings) {
    var rate = settings.rateLimit();
    var connections = settings.connections();
    return new SandboxLimits(
        rate(rate),
        new ConnectionLimit(connections.capacity(), connections.backlog()),
        new Rejection(
            rate.status(), rate.headers(), rate.body(), rate.contentType(), rate.standardHeaders()),
        settings.responseTime());
  }

  private static @Nullable RateLimit rate(SandboxSettings.RateLimit rate) {
    if (rate.algorithm().equals("none")) {
      return null;
    }
    var algorithm =
        Arrays.stream(Algorithm.values())
            .filter(it -> it.slug().equals(rate.algorithm()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no algorithm " + rate.algorithm()));
    return new RateLimit(algorithm, rate.requestsPerSecond(), rate.burst(), rate.window());
  }
}
