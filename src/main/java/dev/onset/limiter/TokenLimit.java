package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A limiter in tokens, as far as the costs of requests tell.
 *
 * @param counts what it counts
 * @param perRequest what a request costs on average, in tokens
 * @param least what the cheapest request cost
 * @param most what the dearest request cost
 * @param spread standard deviation of the costs as a share of their average
 * @param perSecond tokens per second that it sustains; null where it counts requests
 * @param burst most tokens that it admits at once when idle; null where that is not known
 * @param explainedByTokens share of the requests whose decision tokens predict, 0 to 1; null when
 *     that was not tried
 * @param explainedByRequests the same for their number
 */
public record TokenLimit(
    Counts counts,
    double perRequest,
    double least,
    double most,
    double spread,
    @Nullable Double perSecond,
    @Nullable Double burst,
    @Nullable Double explainedByTokens,
    double explainedByRequests) {

  /** What a limiter counts. */
  public enum Counts {
    /** Requests: what they cost makes no difference. */
    REQUESTS,
    /** Tokens. */
    TOKENS,
    /** One of the two; the requests seen cost too much the same to tell. */
    EITHER
  }

  /** Whether all requests cost the same. */
  public boolean isConstant() {
    return most - least <= 1e-9 * most;
  }

  /** So many times the rate and the burst. */
  TokenLimit times(double factor) {
    return new TokenLimit(
        counts,
        perRequest,
        least,
        most,
        spread,
        perSecond == null ? null : Double.valueOf(perSecond * factor),
        burst == null ? null : Double.valueOf(burst * factor),
        explainedByTokens,
        explainedByRequests);
  }
}
