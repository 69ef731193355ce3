package dev.onset.configured;

import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Scope;
import org.jspecify.annotations.Nullable;

/** Single limits as Tyk writes them, in whatever kind of definition they stand. */
final class TykLimits {

  private TykLimits() {}

  /**
   * {@code rate} requests per {@code per} seconds. Tyk ignores it unless both are above 0
   * (apidef/api_definitions.go, RateLimitMeta.Err).
   *
   * @param per the window as it was read, or null
   */
  static void rate(Part at, String name, Scope scope, @Nullable Double rate, @Nullable Double per) {
    if (rate == null && per == null) {
      return;
    }
    if (rate == null || per == null || rate <= 0 || per <= 0) {
      at.found().note(at.path(), "sets no rate limit: rate and per must both be above 0");
      return;
    }
    at.found().rate("Tyk's " + name, at.path(), scope, rate, per, null);
  }

  /** What a key or one of its access rights is allowed: rate, quota, throttling. */
  static void ofKey(Part at, String prefix) {
    rate(at, prefix + "rate", Scope.CREDENTIAL, at.number("rate"), at.number("per"));
    quota(at, prefix);
    var interval = at.number("throttle_interval");
    var retries = at.number("throttle_retry_limit");
    if (interval != null && retries != null && interval > 0 && retries > 0) {
      at.found()
          .note(
              at.at("throttle_interval").path(),
              "makes Tyk hold what exceeds the rate for %s s up to %s times: it shows as latency first"
                  .formatted(Words.number(interval), Words.number(retries)));
    }
  }

  private static void quota(Part at, String prefix) {
    var max = at.number("quota_max");
    var renewal = at.number("quota_renewal_rate");
    if (max == null) {
      return;
    }
    if (max <= 0) {
      at.found().note(at.at("quota_max").path(), "sets no quota that can be told (-1 is none)");
      return;
    }
    var window = renewal == null || renewal <= 0 ? null : renewal;
    at.found()
        .add(
            Kind.QUOTA,
            "Tyk's " + prefix + "quota_max",
            Words.number(max)
                + " requests"
                + (window == null ? ", never renewed" : " in " + Words.number(window) + " s"),
            at.at("quota_max").path(),
            Scope.CREDENTIAL,
            max,
            window);
  }

  static void timeout(Part at, String name, @Nullable Double seconds) {
    if (seconds == null || seconds <= 0) {
      at.found().note(at.path(), "sets no timeout: its time is not above 0");
      return;
    }
    at.found()
        .add(
            Kind.HARD_TIMEOUT,
            "Tyk's " + name,
            Words.number(seconds) + " s",
            at.path(),
            Scope.EVERYONE,
            seconds,
            null);
  }

  /** Opens when a share of the samples failed, for a time in seconds. */
  static void breaker(
      Part at,
      String name,
      @Nullable Double share,
      @Nullable Double samples,
      @Nullable Double back) {
    if (share == null || samples == null) {
      at.found().note(at.path(), "is no circuit breaker: its threshold or its samples are missing");
      return;
    }
    at.found()
        .add(
            Kind.CIRCUIT_BREAKER,
            "Tyk's " + name,
            "opens at %s %% failures of %s%s"
                .formatted(
                    Words.number(share * 100),
                    Words.number(samples),
                    back == null ? "" : ", for " + Words.number(back) + " s"),
            at.path(),
            Scope.EVERYONE,
            null,
            back);
  }
}
