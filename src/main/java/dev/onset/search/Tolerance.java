package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a share of a trial's attempts may end as an outcome before the trial is bad.
 *
 * <p>None at all for what a limiter or a full queue does on purpose, and 1 % for failures that a
 * healthy target has now and then.
 */
public final class Tolerance {

  /** The share of attempts that occasional failures may take. */
  public static final double OCCASIONAL = 0.01;

  private Tolerance() {}

  /** The tolerated share, from 0 to 1; 1 for outcomes that are no fault of the target. */
  public static double of(Outcome outcome) {
    return switch (outcome) {
      case OK, INJECTOR_EXHAUSTED -> 1;
      case RATE_LIMITED, QUOTA_EXCEEDED, CONNECT_TIMEOUT, CONNECTION_REFUSED, UNREACHABLE -> 0;
      case CONNECTION_RESET,
          CLOSED_EARLY,
          DNS_FAILURE,
          TLS_FAILURE,
          REQUEST_TIMEOUT,
          OVERLOADED,
          GATEWAY_TIMEOUT,
          UPSTREAM_FAILURE,
          DENIED,
          TOO_LARGE,
          APPLICATION_ERROR,
          CHECK_FAILED,
          PROTOCOL_ERROR,
          OTHER ->
          OCCASIONAL;
    };
  }

  /**
   * Whether a summary shows more of an outcome than is tolerated. A single occasional failure never
   * is, however few attempts there were: one in twenty says nothing about one in a hundred.
   */
  public static boolean exceeded(Outcome outcome, Summary summary) {
    double tolerated = of(outcome);
    long count = summary.count(outcome);
    return tolerated == 0 ? count > 0 : count > Math.max(1, tolerated * summary.attempts());
  }

  /** The outcomes of which a summary shows more than is tolerated, most frequent first. */
  public static List<Outcome> exceeded(Summary summary) {
    var exceeded = new ArrayList<Outcome>();
    for (var outcome : summary.counts().keySet()) {
      if (exceeded(outcome, summary)) {
        exceeded.add(outcome);
      }
    }
    exceeded.sort((left, right) -> Long.compare(summary.count(right), summary.count(left)));
    return exceeded;
  }
}
