package dev.onset.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Several backends behind the limiter, each with its share of the requests that are admitted.
 *
 * <p>Who is next goes by smooth weighted round robin: in every so many requests, the sum of the
 * shares as whole numbers without a common divisor, each has exactly its share.
 *
 * @param header the response field that names the backend, or empty for none
 * @param cookie the cookie that names it too, or empty for none
 * @param shares by name, above 0 to 1,000,000 with at most 6 decimals; only their ratios count
 * @param limits requests/s that a backend admits, by name, as {@link RateLimit#perSecond()}; it
 *     holds 1/10 s of them at once, at least 1, and answers those beyond 503. Others admit all
 */
public record BackendShares(
    String header, String cookie, Map<String, Double> shares, Map<String, Double> limits) {
  static final int MOST = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]*");

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public BackendShares {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    Rules rules =
        new Rules()
            .require(
                FIELD.matcher(header).matches(),
                "backends.header",
                '"' + header + '"',
                "a field name or empty")
            .require(
                FIELD.matcher(cookie).matches(),
                "backends.cookie",
                '"' + cookie + '"',
                "a cookie name or empty")
            .require(
                !shares.isEmpty() && shares.size() <= MOST,
                "backends.shares",
                shares.size(),
                "from 1 to " + MOST + " backends")
            .require(
                shares.keySet().containsAll(limits.keySet()),
                "backends.limits",
                limits.keySet(),
                "of backends that have a share");
    shares.forEach(
        (name, share) ->
            rules
                .require(
                    NAME.matcher(name).matches(),
                    "backends.shares",
                    '"' + name + '"',
                    "named by 1 to 100 letters, digits and . _ -")
                .require(
                    share > 0 && share <= 1e6 && written(share).scale() <= 6,
                    "backends.shares." + name,
                    share,
                    "above 0 to 1000000, with at most 6 decimals"));
    rules.check();
    limits.values().forEach(BackendShares::limit);
  }

  /** The shares as whole numbers, in order. */
  List<Long> weights() {
    return shares.values().stream()
        .map(share -> written(share).movePointRight(6).longValueExact())
        .toList();
  }

  /** The limit of a backend that admits so many requests/s. */
  static RateLimit limit(double perSecond) {
    return new RateLimit(perSecond, Math.max(1, Math.round(perSecond / 10)));
  }

  /** The fields that name a backend, each with its line end. */
  String fields(String name) {
    return (header.isEmpty() ? "" : header + ": " + name + "\r\n")
        + (cookie.isEmpty() ? "" : "Set-Cookie: " + cookie + "=" + name + "\r\n");
  }

  /** The backends in words. */
  String describe() {
    double sum = shares.values().stream().mapToDouble(share -> share).sum();
    List<String> parts = new ArrayList<>();
    shares.forEach(
        (name, share) -> {
          Double limit = limits.get(name);
          String most =
              limit == null
                  ? ""
                  : ", at most %s requests/s, which is at %s in all"
                      .formatted(Words.plain(limit), Words.plain(limit * sum / share));
          parts.add(name + " serves " + Words.plain(100 * share / sum) + " %" + most);
        });
    String named =
        (header.isEmpty() ? "" : ", named in " + header)
            + (cookie.isEmpty() ? "" : ", in the cookie " + cookie);
    return String.join("; ", parts) + named;
  }

  private static BigDecimal written(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros()
        : BigDecimal.ZERO;
  }
}
