package dev.onset.setup;

import dev.onset.config.SandboxCauses;
import dev.onset.sandbox.BackendShares;
import dev.onset.sandbox.Causes;
import dev.onset.sandbox.HealthCheck;
import dev.onset.sandbox.LargeAnswers;
import dev.onset.sandbox.Outage;
import dev.onset.sandbox.RequestLimits;
import org.jspecify.annotations.Nullable;

/** From the configuration's words to the sandbox's further causes of trouble. */
final class CausesSetup {

  private CausesSetup() {}

  /** The causes that the settings describe. */
  static Causes causes(SandboxCauses settings) {
    return new Causes(
        health(settings.health()),
        outage(settings.outage()),
        backends(settings.backends()),
        request(settings.request()),
        answers(settings.body()));
  }

  private static @Nullable HealthCheck health(SandboxCauses.Health health) {
    return health.path().isEmpty()
        ? null
        : new HealthCheck(health.path(), health.lies(), health.delay());
  }

  private static @Nullable Outage outage(SandboxCauses.Outage outage) {
    return outage.above() == 0
        ? null
        : new Outage(outage.above(), outage.below(), outage.recovery(), outage.status());
  }

  private static @Nullable BackendShares backends(SandboxCauses.Backends backends) {
    return backends.shares().isEmpty()
        ? null
        : new BackendShares(
            backends.header(), backends.cookie(), backends.shares(), backends.limits());
  }

  private static RequestLimits request(SandboxCauses.Request request) {
    return new RequestLimits(
        request.maxHeaderBytes(),
        request.maxHeadersBytes(),
        request.maxHeaders(),
        request.maxUrlBytes(),
        request.maxBodyBytes());
  }

  private static LargeAnswers answers(SandboxCauses.Body body) {
    return new LargeAnswers(
        body.bytes(), body.gzip(), body.bandwidth(), body.pageParameter(), body.pageRows());
  }
}
