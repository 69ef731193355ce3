package dev.onset.gatling;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.Promise;
import dev.onset.limiter.PromiseMeasured;
import dev.onset.limiter.PromisedWaits;
import dev.onset.limiter.TokenLimit;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.LimitedRequests;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Scope;
import dev.onset.search.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limiter that was met, in the form in which it is kept, beside what the target declares of
 * itself. Pure.
 */
final class LimiterRecording {

  /** By so much tokens per second are off at most that were inferred and not confirmed. */
  private static final double MODEL_ERROR = 0.02;

  private LimiterRecording() {}

  /** The limiter, or null when none was met. */
  static ExperimentRecord.@Nullable Limiter of(Findings findings) {
    var whole = findings.limiter();
    if (whole == null) {
      return null;
    }
    var limiter = whole.each();
    var promise = promise(findings);
    var waits = waits(findings.trials());
    var variant = limiter.variant();
    return new ExperimentRecord.Limiter(
        limiter.algorithm().name(),
        variant == null ? null : variant.name(),
        rate(limiter, whole.shares(), findings),
        limiter.burst(),
        limiter.windowSeconds(),
        limiter.countsRejected(),
        limiter.confidence(),
        limiter.explained(),
        limiter.alsoFits(),
        limiter.reason(),
        declared(
            promise.policy() == null ? binding(findings.declared()) : promise.policy(),
            limiter.tokens()),
        findings.declared().isEmpty()
            ? null
            : new ExperimentRecord.Promise(promise.verdict().name(), promise.sentence()),
        waits.tested() == 0 && waits.longer() == 0
            ? null
            : new ExperimentRecord.RetryAfter(
                waits.tested(), waits.kept(), waits.longer(), waits.sentence()),
        scope(findings.scope()),
        tokens(limiter.tokens()));
  }

  /** What the headers promise, held against what was confirmed. */
  static Promise promise(Findings findings) {
    var inTokens = tokensPerSecond(findings.limiter());
    if (inTokens != null) {
      return Promise.ofTokens(
          findings.declared(),
          new PromiseMeasured(
              (1 - MODEL_ERROR) * inTokens, (1 + MODEL_ERROR) * inTokens, findings.loadSeconds()));
    }
    Double lower = null;
    Double upper = null;
    var limited = limited(findings.onsets());
    if (limited != null) {
      boolean found = limited.status() == OnsetStatus.FOUND;
      lower = found || limited.status() == OnsetStatus.NOT_REACHED ? limited.lower() : null;
      upper = found || limited.status() == OnsetStatus.BELOW_START ? limited.upper() : null;
    }
    // What is promised to a caller is held against what one of them got, in requests.
    int shares = findings.limiter() == null ? 1 : findings.limiter().shares();
    double requests = LimitedRequests.in(findings.trials()).perAttempt();
    return Promise.of(
        findings.declared(),
        new PromiseMeasured(
            share(lower, requests, shares),
            share(upper, requests, shares),
            findings.loadSeconds()));
  }

  private static @Nullable Double share(@Nullable Double whole, double requests, int shares) {
    return whole == null ? null : Double.valueOf(whole * requests / shares);
  }

  /** What a limiter of tokens sustains, or null for any other. */
  private static @Nullable Double tokensPerSecond(@Nullable Limiter limiter) {
    var tokens = limiter == null ? null : limiter.tokens();
    return tokens != null && tokens.counts() == TokenLimit.Counts.TOKENS
        ? tokens.perSecond()
        : null;
  }

  /** The onset of what the limiter did, whichever of the two it was. */
  private static @Nullable Onset limited(List<Onset> onsets) {
    Onset limited = null;
    for (var onset : onsets) {
      if (onset.outcome().isRejection()
          && (limited == null || limited.status() == OnsetStatus.NOT_REACHED)) {
        limited = onset;
      }
    }
    return limited;
  }

  /** For a limiter without a rate of its own, the load at which it was found to begin. */
  private static double rate(Limiter limiter, int shares, Findings findings) {
    var limited = limited(findings.onsets());
    var estimate = limited == null ? null : limited.estimate();
    boolean ownRate =
        limiter.algorithm() != Algorithm.SHEDDING
            && limiter.algorithm() != Algorithm.CONCURRENCY_CAP;
    return ownRate || estimate == null
        ? limiter.ratePerSecond()
        : estimate * LimitedRequests.in(findings.trials()).perAttempt() / shares;
  }

  private static @Nullable DeclaredPolicy binding(List<DeclaredPolicy> declared) {
    return declared.isEmpty() ? null : declared.get(0);
  }

  /** The limit in requests, which one on tokens is as far as it is known what they cost. */
  private static ExperimentRecord.@Nullable Declared declared(
      @Nullable DeclaredPolicy policy, @Nullable TokenLimit tokens) {
    if (policy == null) {
      return null;
    }
    var rate = policy.ratePerSecond();
    if (rate != null && policy.unit() == DeclaredUnit.TOKENS) {
      rate = tokens == null ? null : Double.valueOf(rate / tokens.perRequest());
    }
    return new ExperimentRecord.Declared(rate, policy.windowSeconds(), policy.source());
  }

  private static ExperimentRecord.@Nullable Tokens tokens(@Nullable TokenLimit tokens) {
    if (tokens == null) {
      return null;
    }
    var perSecond = tokens.perSecond();
    return new ExperimentRecord.Tokens(
        tokens.counts().name(),
        perSecond == null ? null : 60 * perSecond,
        tokens.burst(),
        tokens.perRequest(),
        tokens.least(),
        tokens.most(),
        tokens.explainedByTokens(),
        tokens.explainedByRequests());
  }

  private static ExperimentRecord.@Nullable Scope scope(@Nullable Scope scope) {
    return scope == null
        ? null
        : new ExperimentRecord.Scope(
            scope.kind().name(), scope.rejectedShare(), scope.offeredPerSecond());
  }

  private static PromisedWaits waits(List<Trial> trials) {
    var refusals = new ArrayList<PromisedWaits.Refusal>();
    var attempts = new ArrayList<PromisedWaits.Sent>();
    for (var trial : trials) {
      for (var entry : trial.everything().log().entries()) {
        if (entry.caller() != 0) {
          continue;
        }
        attempts.add(
            new PromisedWaits.Sent(entry.startNanos() / 1e9, entry.outcome() == Outcome.OK));
        if (entry.outcome().isRejection() && !Double.isNaN(entry.waitSeconds())) {
          refusals.add(new PromisedWaits.Refusal(entry.endNanos() / 1e9, entry.waitSeconds()));
        }
      }
    }
    return PromisedWaits.of(refusals, attempts);
  }
}
