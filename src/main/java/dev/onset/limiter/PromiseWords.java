package dev.onset.limiter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The sentences of a {@link Promise}. */
final class PromiseWords {

  private PromiseWords() {}

  static String of(PromiseVerdict verdict, DeclaredPolicy policy, PromiseMeasured measured) {
    var rate = policy.ratePerSecond();
    double declared = rate == null ? 0 : rate;
    return promised(policy)
        + ", "
        + measured(measured)
        + switch (verdict) {
          case KEPT -> ": kept";
          case BROKEN_STRICTER ->
              ": it refuses at " + percent(middle(measured), declared) + " of what it promises";
          case BROKEN_LOOSER ->
              ": it admits " + percent(middle(measured), declared) + " of what it promises";
          case UNDECIDED -> "";
        };
  }

  static String otherReason(
      DeclaredPolicy policy, DeclaredPolicy tooLong, PromiseMeasured measured) {
    return promised(policy)
        + ", "
        + measured(measured)
        + "; "
        + limit(tooLong)
        + " ("
        + tooLong.source()
        + ") may be the reason, and is too long a window to tell in "
        + number(measured.observedSeconds())
        + " s";
  }

  static String nothingToJudge(
      List<DeclaredPolicy> policies,
      List<DeclaredPolicy> tooLong,
      PromiseMeasured measured,
      DeclaredUnit unit) {
    if (!tooLong.isEmpty()) {
      var first = tooLong.get(0);
      return "the headers promise "
          + limit(first)
          + " ("
          + first.source()
          + "), too long a window to judge in "
          + number(measured.observedSeconds())
          + " s";
    }
    for (var each : policies) {
      if (each.unit() == unit) {
        return "the headers name a limit of "
            + number(each.limit())
            + counted(each)
            + " ("
            + each.source()
            + ") without saying per what time";
      }
    }
    return policies.isEmpty()
        ? "the headers promise nothing"
        : "the headers promise nothing about the rate of "
            + (unit == DeclaredUnit.TOKENS ? "tokens" : "requests");
  }

  private static String promised(DeclaredPolicy policy) {
    var rate = policy.ratePerSecond();
    return "the headers promise "
        + (rate == null ? limit(policy) : number(rate) + counted(policy) + "/s")
        + " ("
        + policy.source()
        + ")";
  }

  private static String limit(DeclaredPolicy policy) {
    var window = policy.windowSeconds();
    return number(policy.limit())
        + counted(policy)
        + (window == null ? "" : " in " + number(window) + " s");
  }

  private static String counted(DeclaredPolicy policy) {
    return policy.unit() == DeclaredUnit.TOKENS ? " tokens" : " requests";
  }

  private static String measured(PromiseMeasured measured) {
    var lower = measured.lower();
    var upper = measured.upper();
    if (lower == null) {
      return upper == null
          ? "and no sustained rate was confirmed"
          : "measured below " + number(upper);
    }
    return upper == null
        ? "measured at least " + number(lower)
        : "measured " + number(lower) + " to " + number(upper);
  }

  private static double middle(PromiseMeasured measured) {
    var lower = measured.lower();
    var upper = measured.upper();
    if (lower == null) {
      return upper == null ? 0 : upper;
    }
    return upper == null ? lower : (lower + upper) / 2;
  }

  private static String percent(double part, double whole) {
    return significant(100 * part / whole, 3) + " %";
  }

  private static String number(double value) {
    return significant(value, 4);
  }

  /** Rounded to so many digits, but never left of the decimal point. */
  private static String significant(double value, int digits) {
    var exact = BigDecimal.valueOf(value);
    int whole = exact.precision() - exact.scale();
    return exact
        .round(new MathContext(Math.max(digits, Math.max(whole, 1))))
        .stripTrailingZeros()
        .toPlainString();
  }
}
