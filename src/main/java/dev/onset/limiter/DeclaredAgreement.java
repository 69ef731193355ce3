package dev.onset.limiter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limiter that the target declares as well: two witnesses that know nothing of each other.
 *
 * <p>One that was named with little confidence, but explains {@value #EXPLAINED} of what it decided
 * and has the declared window and rate, is held for settled; what it sustains is verified in any
 * case.
 */
public final class DeclaredAgreement {

  private static final double EXPLAINED = 0.98;

  /** By this share windows and rates may differ. */
  private static final double ALIKE = 0.03;

  private DeclaredAgreement() {}

  /** The limiter, with the confidence that a declared limit of its window and rate gives it. */
  public static Limiter with(Limiter limiter, List<DeclaredPolicy> declared) {
    boolean doubted = limiter.confidence() < Identification.SETTLED;
    return doubted
            && limiter.algorithm() != Algorithm.UNKNOWN
            && limiter.explained() >= EXPLAINED
            && declared.stream().anyMatch(policy -> agree(limiter.each(), policy))
        ? limiter.withConfidence(Identification.SETTLED)
        : limiter;
  }

  private static boolean agree(Limiter limiter, DeclaredPolicy policy) {
    var tokens = limiter.tokens();
    boolean counted = tokens != null && tokens.counts() == TokenLimit.Counts.TOKENS;
    Double perSecond =
        switch (policy.unit()) {
          case REQUESTS -> counted ? null : Double.valueOf(limiter.ratePerSecond());
          case TOKENS -> tokens != null && counted ? tokens.perSecond() : null;
          case CONTENT_BYTES, CONCURRENT_REQUESTS, OTHER -> null;
        };
    return perSecond != null
        && alike(perSecond, policy.ratePerSecond())
        && limiter.windowSeconds() != null
        && alike(limiter.windowSeconds(), policy.windowSeconds());
  }

  private static boolean alike(double one, @Nullable Double other) {
    return other != null && Math.abs(one - other) <= ALIKE * other;
  }
}
