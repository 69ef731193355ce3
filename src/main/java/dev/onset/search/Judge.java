package dev.onset.search;

import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The three-way verdict on a trial; the first rule that matches decides.
 *
 * <p>A trial is INVALID when the load generator fell short: fewer than 99 % of the intended
 * attempts were made, one in a hundred started more than 10 ms late (plus the 1 ms to which pauses
 * are rounded), a local resource ran out, the processors were less than 10 % idle, or a thread was
 * kept waiting for more than 100 ms. It is BAD when an outcome exceeds its {@link Tolerance}, else
 * GOOD.
 */
public final class Judge {

  /** Smallest share of the intended attempts that must have been made. */
  public static final double LEAST_SENT = 0.99;

  /** Longest lag, in milliseconds, that 99 % of the attempts must keep. */
  public static final double MOST_LAG_MILLIS = 10 + 1;

  /** Smallest share of idle processor time. */
  public static final double LEAST_IDLE = 0.10;

  /** Longest pause of the load generator in milliseconds. */
  public static final double MOST_PAUSE_MILLIS = 100;

  private Judge() {}

  /** A trial with its verdict and the reason for it. */
  public static Trial judge(
      Purpose purpose,
      double load,
      Duration startedAt,
      Duration length,
      long intended,
      Summary summary,
      Health health,
      boolean cut) {
    var unfit = unfit(intended, summary, health);
    if (unfit != null) {
      return new Trial(
          purpose, load, startedAt, length, intended, summary, health, cut, Verdict.INVALID, unfit);
    }
    var exceeded = Tolerance.exceeded(summary);
    if (!exceeded.isEmpty()) {
      var worst = exceeded.get(0);
      var reason =
          String.format(
              Locale.ROOT,
              "%d of %d attempts ended as %s",
              summary.count(worst),
              summary.attempts(),
              worst);
      return new Trial(
          purpose, load, startedAt, length, intended, summary, health, cut, Verdict.BAD, reason);
    }
    if (cut) {
      return new Trial(
          purpose,
          load,
          startedAt,
          length,
          intended,
          summary,
          health,
          true,
          Verdict.INVALID,
          "cut short: nearly all workers were waiting for answers that did come: raise"
              + " onset.injector.workers");
    }
    return new Trial(
        purpose, load, startedAt, length, intended, summary, health, false, Verdict.GOOD, null);
  }

  private static @Nullable String unfit(long intended, Summary summary, Health health) {
    long sent = summary.attempts();
    if (sent < LEAST_SENT * intended) {
      return String.format(
          Locale.ROOT,
          "only %d of %d intended attempts were made; all workers were busy: raise"
              + " onset.injector.workers",
          sent,
          intended);
    }
    if (summary.count(Outcome.INJECTOR_EXHAUSTED) > 0) {
      return String.format(
          Locale.ROOT,
          "the load generator ran out of a local resource %d times; see the messages: raise ulimit"
              + " -n, widen net.ipv4.ip_local_port_range, or raise onset.heap",
          summary.count(Outcome.INJECTOR_EXHAUSTED));
    }
    if (summary.lagMillis(99) > MOST_LAG_MILLIS) {
      return String.format(
          Locale.ROOT,
          "1 %% of the attempts started more than %.0f ms late: the load generator's host is too"
              + " busy or too slow for this load",
          summary.lagMillis(99));
    }
    if (health.cpuIdleShare() < LEAST_IDLE) {
      return String.format(
          Locale.ROOT,
          "the load generator's processors were only %.0f %% idle: use a larger host or a lower"
              + " load",
          100 * health.cpuIdleShare());
    }
    if (health.longestPauseMillis() > MOST_PAUSE_MILLIS) {
      return String.format(
          Locale.ROOT,
          "the load generator stood still for %.0f ms: something else uses its host, or the heap is"
              + " too small (onset.heap)",
          health.longestPauseMillis());
    }
    return null;
  }
}
