package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.Optional;

/**
 * New connections beyond a number of open ones are dropped before they reach the program. Unlike
 * with a full accept queue, every connection below the onset is served: an accept queue holds at
 * least one that is connected and not served before the kernel drops the next.
 */
final class ConnectionCount implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    var begins = reading.begins(Outcome.CONNECT_TIMEOUT);
    if (!reading.isOn(Axis.CONCURRENCY)
        || !reading.has(Outcome.CONNECT_TIMEOUT)
        || begins.isEmpty()
        || begins.getAsDouble() <= 1
        || !reading.everAnswered()
        || reading.overflowed()
        || reading.slowed()
        || AcceptQueueFull.unserved(reading, Outcome.CONNECT_TIMEOUT) > 0
        || ConnectionRate.movedWithTheRate(reading, Outcome.CONNECT_TIMEOUT)) {
      return Optional.empty();
    }
    double first = begins.getAsDouble();
    boolean served = servedBelow(reading, first);
    boolean found = reading.isFound(Outcome.CONNECT_TIMEOUT);
    var notes =
        Notes.on(Mechanism.CONNECTION_COUNT_LIMIT)
            .explains(Outcome.CONNECT_TIMEOUT)
            .seen("Connect timeouts begin at %s.".formatted(reading.place(first)))
            .seenIf(
                served,
                "Each of the %s below it was served: none waited in an accept queue, which always leaves at least one connected and silent."
                    .formatted(Words.plural(Math.round(first) - 1, "connection")))
            .seenIf(
                !served,
                "Whether all connections below that were served is not known, so that a full accept"
                    + " queue could look the same.")
            .seenIf(
                found,
                "It stayed there when connections were opened half as fast: their number counts, not"
                    + " their rate.")
            .seenIf(
                reading.didNotOverflow(),
                "No accept queue overflowed on this host (ListenOverflows did not grow).")
            .advise(
                "Look for limits on connections between here and the program: nftables ct count or"
                    + " iptables connlimit, the connection tracking table (nf_conntrack_max), NAT"
                    + " gateways, load balancers, per caller or in total.",
                "Measure from a second address at the same time: if each gets the full number, the"
                    + " limit is per caller.");
    return notes.with(
        !served ? Confidence.POSSIBLE : found ? Confidence.STRONG : Confidence.LIKELY);
  }

  /** Whether it is certain that all connections below the first dropped one were served. */
  private static boolean servedBelow(Reading reading, double first) {
    var unserved = reading.signs().unserved();
    if (unserved != null) {
      return unserved == 0;
    }
    Onset silent = reading.onset(Outcome.REQUEST_TIMEOUT).orElse(null);
    if (silent == null) {
      return false;
    }
    var lower = silent.lower();
    return silent.status() == OnsetStatus.NOT_REACHED
        && reading.count(Outcome.REQUEST_TIMEOUT) == 0
        && lower != null
        && lower >= first - 1;
  }
}
