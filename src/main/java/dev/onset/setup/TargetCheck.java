package dev.onset.setup;

import dev.onset.config.TargetSettings;
import dev.onset.config.TimeoutSettings;
import dev.onset.preflight.Finding;
import dev.onset.preflight.Preflight;
import dev.onset.preflight.PreflightReport;
import dev.onset.preflight.ProbeRequest;

/** The preflight of a configured target: its request, and timeouts that fit its addresses. */
public final class TargetCheck {

  private static final String TIMEOUTS = "timeouts";
  private static final String CURL = "curl command";

  private TargetCheck() {}

  /**
   * The request that a preflight sends.
   *
   * @throws IllegalStateException when the target has no base URL
   */
  public static ProbeRequest request(TargetSettings target, TimeoutSettings timeouts) {
    var first = target.first();
    return new ProbeRequest(
        first.url(),
        first.method(),
        first.headersOfFirstCaller(),
        first.body(),
        target.verifies(),
        timeouts.connect(),
        timeouts.tls(),
        timeouts.request());
  }

  /**
   * Makes the checks, and holds the timeouts against the number of addresses that were found.
   *
   * @throws IllegalStateException when the target has no base URL
   */
  public static PreflightReport check(
      Preflight preflight, TargetSettings target, TimeoutSettings timeouts) {
    return check(preflight, target, timeouts, () -> {});
  }

  /**
   * As above.
   *
   * @param resolved called once, after the name is resolved and before the first connection
   */
  public static PreflightReport check(
      Preflight preflight, TargetSettings target, TimeoutSettings timeouts, Runnable resolved) {
    var report = preflight.check(request(target, timeouts), resolved);
    for (var note : target.notes()) {
      report = report.and(Finding.warning(CURL, note));
    }
    int addresses = report.probed().size();
    if (addresses == 0) {
      return report;
    }
    boolean tls = "https".equalsIgnoreCase(target.url().getScheme());
    return report.and(
        timeouts
            .problemWith(addresses, tls)
            .map(problem -> Finding.failed(TIMEOUTS, problem))
            .orElseGet(
                () ->
                    Finding.ok(
                        TIMEOUTS,
                        "Connecting to %s%s takes less than the request timeout, so that a connect timeout is seen as one."
                            .formatted(
                                addresses == 1 ? "one address" : addresses + " addresses",
                                tls ? " and the TLS handshake" : ""))));
  }
}
