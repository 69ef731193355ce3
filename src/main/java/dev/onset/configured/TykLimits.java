package dev.onset.configured;

import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Scope;
import org.jspecify.annotations.Nullable;

/** Single limits as Tyk writes them, in whatever kind of definition they stand. */
final class TykLimits {

  private TykLimits() {}

  /**
   * {@code rate} requests per {@code per} seconds. Tyk ignores it unless both are above 0
   * (apidef/api_definitions.go, RateLimitMeta.Err; gateway/session_manager.go,
   * newRateLimitChecker), and cuts the window to whole seconds (limitDRL).
   *
   * @param per the window as it was read, or null
   * @return whether it limits anything
   */
  static boolean rate(
      Part at, String name, Scope scope, @Nullable Double rate, @Nullable Double per) {
    if (rate == null && per == null) {
      return false;
    }
    double window = per == null ? 0 : Math.floor(per);
    if (rate == null || rate <= 0 || window <= 0) {
      at.found()
          .note(at.path(), "sets no rate limit: rate must be above 0, per at least one second");
      return false;
    }
    if (per != null && window < per) {
      at.found().note(at.path(), "has a per of which Tyk takes the whole seconds only");
    }
    at.found().rate("Tyk's " + name, at.path(), scope, rate, window, null);
    return true;
  }

  /** That a key's requests are held before they are refused. */
  static void throttle(Part at) {
    var interval = at.number("throttle_interval");
    var retries = at.number("throttle_retry_limit");
    if (interval != null && retries != null && interval > 0 && retries > 0) {
      at.found()
          .note(
              at.at("throttle_interval").path(),
              "makes Tyk hold what exceeds the rate for %s s up to %s times: it shows as latency first"
                  .formatted(Words.number(interval), Words.number(retries)));
    }
    if (at.at("smoothing").isTrue("enabled")) {
      at.found()
          .note(at.at("smoothing").path(), "is enabled: the rate changes under load, up and down");
    }
  }

  /**
   * Seconds of a duration, else of the older field in whole seconds; null when both are missing.
   */
  static @Nullable Double seconds(Part at, String duration, String older) {
    double seconds = Spans.goSeconds(at.text(duration));
    return seconds > 0 ? Double.valueOf(seconds) : at.number(older);
  }

  static void quota(Part at, String prefix) {
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
