package dev.onset.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a target's headers promise, compared with what it does.
 *
 * <p>The declared limit on requests with the smallest sustained rate is compared with the confirmed
 * bounds, with 1 % of room on either side. Limits without a known window, and those of whose
 * windows fewer than two fit into the time observed, cannot be judged; if one of those could be the
 * reason for an early refusal, nothing is decided.
 *
 * @param verdict whether the promise is kept
 * @param policy the limit that was compared; null when none could be
 * @param sentence the verdict in words, with numbers
 */
public record Promise(PromiseVerdict verdict, @Nullable DeclaredPolicy policy, String sentence) {

  /** Compares limits on requests; others are left aside. */
  public static Promise of(List<DeclaredPolicy> policies, PromiseMeasured measured) {
    return of(policies, measured, DeclaredUnit.REQUESTS);
  }

  /** Compares limits on tokens, {@code measured} being in tokens per second. */
  public static Promise ofTokens(List<DeclaredPolicy> policies, PromiseMeasured measured) {
    return of(policies, measured, DeclaredUnit.TOKENS);
  }

  private static Promise of(
      List<DeclaredPolicy> policies, PromiseMeasured measured, DeclaredUnit unit) {
    List<DeclaredPolicy> judged = new ArrayList<>();
    List<DeclaredPolicy> tooLong = new ArrayList<>();
    for (var each : policies) {
      var window = each.windowSeconds();
      if (each.unit() == unit && window != null) {
        (measured.coversWindow(window) ? judged : tooLong).add(each);
      }
    }
    judged.sort(DeclaredPolicy.BINDING_FIRST);
    tooLong.sort(DeclaredPolicy.BINDING_FIRST);
    if (judged.isEmpty()) {
      return new Promise(
          PromiseVerdict.UNDECIDED,
          null,
          PromiseWords.nothingToJudge(policies, tooLong, measured, unit));
    }
    var binding = judged.get(0);
    var verdict = verdict(rate(binding), measured);
    if (verdict == PromiseVerdict.BROKEN_STRICTER
        && !tooLong.isEmpty()
        && !measured.below(rate(tooLong.get(0)))) {
      return new Promise(
          PromiseVerdict.UNDECIDED,
          binding,
          PromiseWords.otherReason(binding, tooLong.get(0), measured));
    }
    return new Promise(verdict, binding, PromiseWords.of(verdict, binding, measured));
  }

  private static PromiseVerdict verdict(double rate, PromiseMeasured measured) {
    if (measured.below(rate)) {
      return PromiseVerdict.BROKEN_STRICTER;
    }
    if (measured.above(rate)) {
      return PromiseVerdict.BROKEN_LOOSER;
    }
    return measured.lower() == null || measured.upper() == null
        ? PromiseVerdict.UNDECIDED
        : PromiseVerdict.KEPT;
  }

  private static double rate(DeclaredPolicy policy) {
    return Objects.requireNonNull(policy.ratePerSecond());
  }
}
