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
 * <ol>
 *   <li>INVALID when the load was not what it should have been: fewer than 99 % of the intended
 *       attempts were made, a local resource ran out, or one attempt in a hundred started more than
 *       10 ms late (plus the 1 ms to which pauses are rounded).
 *   <li>INVALID when something went wrong that the load generator may have brought about: an
 *       outcome exceeds its {@link Tolerance}, and a thread was kept waiting for more than 100 ms,
 *       after which attempts come in a lump; or, unless it is a limiter's rejection, the processors
 *       were less than 10 % idle, which slows a target on the same host and the reading of answers
 *       alike; or the hypervisor took a quarter of its time, or the container's quota cut a tenth
 *       of its periods; or descriptors were as good as used up; or, for connect timeouts, the table
 *       in which this host's firewall tracks connections was full.
 *   <li>BAD when an outcome exceeds its tolerance.
 *   <li>INVALID when the trial was cut because the target held nearly all workers, and then served
 *       them all: slow is not failing, and the pool was too small to tell.
 *   <li>GOOD. A busy host does not spoil a success: the attempts were made on time and served.
 * </ol>
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

  /**
   * Largest share of the processors' time that the hypervisor may give to others. Less than that
   * shows as lag, pauses or a lack of idle time when it does harm.
   */
  public static final double MOST_STOLEN = 0.25;

  /** Largest share of a container's accounting periods that may be cut short. */
  public static final double MOST_THROTTLED = 0.10;

  /** So few descriptors left, and the process cannot be trusted to accept or open a connection. */
  static final long FEWEST_DESCRIPTORS = 8;

  /** A connection table of which less than one in so many is left is full now and then. */
  static final long CONNTRACK_PARTS = 1000;

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
    var ruling = ruling(intended, summary, health, cut);
    return new Trial(
        purpose,
        load,
        startedAt,
        length,
        intended,
        summary,
        Summary.EMPTY,
        health,
        cut,
        ruling.verdict(),
        ruling.reason());
  }

  private record Ruling(Verdict verdict, @Nullable String reason) {}

  private static Ruling ruling(long intended, Summary summary, Health health, boolean cut) {
    var exceeded = Tolerance.exceeded(summary);
    var spoilt = misoffered(intended, summary, health);
    if (spoilt == null && !exceeded.isEmpty()) {
      spoilt = Suspicion.of(exceeded, health);
    }
    if (spoilt != null) {
      return new Ruling(Verdict.INVALID, spoilt);
    }
    if (!exceeded.isEmpty()) {
      var worst = exceeded.get(0);
      var reason =
          String.format(
              Locale.ROOT,
              "%d of %d attempts ended as %s",
              summary.count(worst),
              summary.attempts(),
              worst);
      return new Ruling(Verdict.BAD, reason);
    }
    return cut
        ? new Ruling(
            Verdict.INVALID,
            "cut short: nearly all workers were waiting for answers that did come: raise"
                + " onset.injector.workers")
        : new Ruling(Verdict.GOOD, null);
  }

  /** Why the load was not what it should have been, or null. */
  private static @Nullable String misoffered(long intended, Summary summary, Health health) {
    long sent = summary.attempts();
    if (sent < LEAST_SENT * intended) {
      return String.format(
          Locale.ROOT,
          "only %d of %d intended attempts were made; %s",
          sent,
          intended,
          Suspicion.whyUnsent(health));
    }
    if (summary.count(Outcome.INJECTOR_EXHAUSTED) > 0) {
      return Shortage.reason(summary);
    }
    if (summary.lagMillis(99) > MOST_LAG_MILLIS) {
      return String.format(
          Locale.ROOT,
          "%s started more than %.0f ms late: the load generator's host is too busy or too slow for"
              + " this load%s",
          sent < 100 ? "one of %d attempts".formatted(sent) : "1 % of the attempts",
          summary.lagMillis(99),
          Suspicion.slowedBy(health));
    }
    return null;
  }
}
