package dev.onset.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides between the fitted models, or that none deserves the name. */
final class Verdict {

  /** Mispredictions that prove nothing. */
  static final double CAUTION = 5;

  private static final double PER_PARAMETER = 1.5;
  private static final int LEAST_REJECTIONS = 10;
  private static final double LEAST_SKILL = 0.7;
  private static final double LEAST_PLAIN_SKILL = 0.3;
  private static final double LEAST_CONFIDENCE = 0.25;
  private static final double SAME_RATE = 0.02;

  private final Scorer scorer;
  private final Arrivals arrivals;

  Verdict(Scorer scorer, Arrivals arrivals) {
    this.scorer = scorer;
    this.arrivals = arrivals;
  }

  /** The cost of a fit and of what it took to get there. */
  static double penalized(Fit fit) {
    return fit.cost() + PER_PARAMETER * fit.model().parameters();
  }

  /** An answer when there is too little to fit anything to, else null. */
  static @Nullable Limiter tooLittle(Evidence seen) {
    String reason = null;
    if (seen.rejections == 0) {
      reason = "no request was rejected";
    } else if (seen.rejections < LEAST_REJECTIONS) {
      reason = "only " + seen.rejections + " requests were rejected; it takes " + LEAST_REJECTIONS;
    } else if (seen.admissions() < LEAST_REJECTIONS) {
      reason =
          "only " + seen.admissions() + " requests were admitted; it takes " + LEAST_REJECTIONS;
    }
    return reason == null ? null : unknown(seen, 0, List.of(), reason);
  }

  /** The answer for fits that are sorted by their penalized cost. */
  Limiter on(List<Fit> fits) {
    var seen = scorer.seen;
    double chance = Math.min(seen.rejections, seen.admissions());
    var best = preferred(fits);
    double skill = Math.max(0, 1 - best.cost() / chance);
    double explained = 1 - (double) best.wrong() / seen.size;
    var named = limiter(best);
    double plainSkill = Math.max(0, 1 - best.wrong() / chance);
    // What rejected requests asked for is rarely known, which leaves most of those in doubt.
    boolean unasked = seen.counting == Counting.TOKENS_ASKED;
    if (skill < LEAST_SKILL || (plainSkill < LEAST_PLAIN_SKILL && !best.tracks() && !unasked)) {
      double shed = Shedding.likeliness(seen);
      if (shed > 0 && plainSkill < Shedding.MOST_SKILL) {
        return judged(
            Model.named(Algorithm.SHEDDING, null, seen.admittedRate(), 0, null, null),
            shed,
            1 - chance / seen.size,
            List.of());
      }
      return unknown(
          seen,
          explained,
          List.of(),
          String.format(
              Locale.ROOT,
              "the best model, %s, predicts %.0f %% of what chance does not",
              words(named),
              100 * Math.min(skill, plainSkill)));
    }
    var same = new ArrayList<String>();
    if (named.algorithm() == Algorithm.FIXED_WINDOW && named.variant() != Variant.ANCHORED) {
      same.add(Wording.ofLumps(inUnits(named)));
    }
    double next = chance;
    Limiter rival = null;
    for (var fit : fits) {
      if (fit.equals(best)) {
        continue;
      }
      var other = limiter(fit);
      if (Coincidence.between(best, named, fit, other)) {
        if (!words(other).equals(words(named))) {
          same.add(words(other));
        }
        continue;
      }
      if (fit.cost() <= 1.2 * best.cost() + CAUTION) {
        same.add(words(other));
        rival = rival == null || differ(named, other) ? other : rival;
      }
      next = Math.min(next, Math.max(fit.cost(), best.cost()));
    }
    if (rival != null && differ(named, rival)) {
      return unknown(
          seen,
          explained,
          same,
          words(named) + " and " + words(rival) + " predict the decisions equally well");
    }
    double clearly = 1 - (best.cost() + CAUTION) / (next + CAUTION);
    double often = 1 - Math.exp(-(double) seen.resumptions() / best.model().parameters());
    double confidence = skill * clearly * often;
    if (rival == null && confidence < LEAST_CONFIDENCE) {
      return unknown(seen, explained, same, "too little was seen to be sure of " + words(named));
    }
    return judged(named, confidence, explained, same);
  }

  /**
   * The first; but a queue that drains evenly is also a cap on the requests in flight, and the
   * bucket explains their delays.
   */
  private Fit preferred(List<Fit> fits) {
    var first = fits.get(0);
    if (first.model() instanceof InFlight) {
      for (var fit : fits) {
        if (fit.cost() <= 2 * first.cost() + 2 * CAUTION
            && limiter(fit).algorithm() == Algorithm.LEAKY_BUCKET) {
          return fit;
        }
      }
    }
    return first;
  }

  /** What the answer for these fits mispredicts. */
  double cost(List<Fit> fits) {
    return preferred(fits).cost();
  }

  private String words(Limiter limiter) {
    return Wording.of(inUnits(limiter));
  }

  /** The limiter in what it counts: requests, or tokens. */
  private Limiter inUnits(Limiter limiter) {
    return limiter.scaled(scorer.seen.unit);
  }

  private static boolean differ(Limiter one, Limiter other) {
    return Math.abs(one.ratePerSecond() - other.ratePerSecond())
        > SAME_RATE * Math.max(one.ratePerSecond(), other.ratePerSecond());
  }

  private Limiter limiter(Fit fit) {
    var limiter = fit.model().limiter(scorer.seen, fit.threshold());
    if (fit.model() instanceof TokenBucket bucket
        && !scorer.seen.counting.isTokens()
        && QueueDelay.grows(scorer, arrivals, bucket.rate())) {
      return Model.named(
          Algorithm.LEAKY_BUCKET, null, limiter.ratePerSecond(), limiter.burst(), null, null);
    }
    return limiter;
  }

  private static Limiter judged(
      Limiter limiter, double confidence, double explained, List<String> alsoFits) {
    return new Limiter(
        limiter.algorithm(),
        limiter.variant(),
        limiter.ratePerSecond(),
        limiter.burst(),
        limiter.windowSeconds(),
        limiter.countsRejected(),
        confidence,
        explained,
        alsoFits,
        null);
  }

  private static Limiter unknown(
      Evidence seen, double explained, List<String> alsoFits, String reason) {
    return new Limiter(
        Algorithm.UNKNOWN,
        null,
        seen.admittedRate(),
        0,
        null,
        null,
        0,
        explained,
        alsoFits,
        reason);
  }
}
