package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Optional;

/**
 * New connections beyond a rate are dropped, however many are open: the onset is on the
 * connection-rate axis while answers stay fast, or it moves on the concurrency axis when
 * connections are opened more slowly.
 */
final class ConnectionRate implements Rule {

  private static final double SAME = 0.05;

  @Override
  public Optional<Finding> apply(Reading reading) {
    // A limit lets some connections through at any load; what went silent does not.
    if (reading.overflowed() || !reading.everAnswered() || reading.wentSilent()) {
      return Optional.empty();
    }
    if (reading.isOn(Axis.CONNECTION_RATE)) {
      return onItsAxis(reading);
    }
    if (reading.isOn(Axis.CONCURRENCY)
        && movedWithTheRate(reading, Outcome.CONNECT_TIMEOUT)
        && AcceptQueueFull.unserved(reading, Outcome.CONNECT_TIMEOUT) == 0) {
      return moved(reading);
    }
    return Optional.empty();
  }

  private static Optional<Finding> onItsAxis(Reading reading) {
    var steps = reading.signs().connectSteps();
    boolean timeouts = reading.has(Outcome.CONNECT_TIMEOUT);
    if ((!timeouts && steps == null) || reading.slowed() || reading.has(Outcome.REQUEST_TIMEOUT)) {
      return Optional.empty();
    }
    var notes =
        Notes.on(Mechanism.CONNECTION_RATE_LIMIT)
            .explains(Outcome.CONNECT_TIMEOUT)
            .seenIf(
                timeouts,
                "Connect timeouts begin%s.".formatted(reading.at(Outcome.CONNECT_TIMEOUT)));
    if (steps != null) {
      notes.seen(
          "The first dropped SYN was at %s: %s took whole seconds longer, as a SYN that is sent again does."
              .formatted(
                  reading.place(steps.firstLoad()), Words.plural(steps.count(), "connection")));
    }
    notes.seenIf(
        reading.signs().pace() != null,
        "Connections that came about were answered as fast as before. " + reading.paceWords());
    boolean fewOpen = heldMoreElsewhere(reading);
    if (fewOpen) {
      notes.seen(
          "%s were held open at once without a failure in another experiment of this run, more than are open here: it is not their number."
              .formatted(
                  Words.plural(
                      Optional.ofNullable(reading.signs().heldElsewhere()).orElse(0),
                      "connection")));
    }
    boolean synQueue = reading.isLocal() && reading.grew("TCPReqQFullDrop");
    notes
        .seenIf(
            synQueue,
            "The kernel dropped SYNs for want of room in its SYN queue (TCPReqQFullDrop).")
        .seenIf(
            reading.didNotOverflow(),
            "No accept queue overflowed on this host (ListenOverflows did not grow).");
    advise(notes, false);
    if (!synQueue && timeouts && reading.fromTheStart(Outcome.CONNECT_TIMEOUT)) {
      return notes
          .seen("They are there at the lowest load already, so that no load is known without them.")
          .with(Confidence.POSSIBLE);
    }
    return notes.with(
        synQueue
            ? Confidence.PROVEN
            : fewOpen || reading.didNotOverflow() ? Confidence.STRONG : Confidence.LIKELY);
  }

  private static Optional<Finding> moved(Reading reading) {
    var trials = reading.signs().trials();
    var fast = trials.get(0).began().get(Outcome.CONNECT_TIMEOUT);
    var slow = trials.get(1).began().get(Outcome.CONNECT_TIMEOUT);
    boolean again = trials.size() > 2;
    var notes =
        Notes.on(Mechanism.CONNECTION_RATE_LIMIT)
            .explains(Outcome.CONNECT_TIMEOUT)
            .seen(
                "Connect timeouts began at %s; when connections were opened half as fast, %s."
                    .formatted(
                        reading.place(fast == null ? Double.NaN : fast),
                        slow == null
                            ? "they did not begin at all"
                            : "they began only at " + reading.place(slow)))
            .seenIf(
                again,
                "Opened as fast as at first, they began at the same number of connections again.")
            .seen("So it is not the number of connections that counts, but how fast they come.");
    advise(notes, true);
    return notes.with(again ? Confidence.STRONG : Confidence.LIKELY);
  }

  private static void advise(Notes notes, boolean rateUnknown) {
    notes.advise(
        "Look for a limit on new connections: nftables or iptables limit and hashlimit on ct state"
            + " new, SYN flood protection of the firewall or load balancer, its rate of connection"
            + " tracking entries.",
        "Let callers keep connections open (keep-alive, a pool that is large enough): each request on"
            + " a new connection meets this limit, on a warm one it does not.");
    notes.adviseIf(
        rateUnknown,
        "Measure the connection-rate axis for the exact rate: ConnectionRateOnsetSimulation.");
  }

  /**
   * Whether an outcome began with fewer connections when they were opened fast than when they were
   * opened at half that rate, and did so again when a third ramp was as fast as the first.
   */
  static boolean movedWithTheRate(Reading reading, Outcome outcome) {
    var trials = reading.signs().trials();
    if (!reading.isOn(Axis.CONCURRENCY) || trials.size() < 2 || reading.isFound(outcome)) {
      return false;
    }
    var fast = trials.get(0).began().get(outcome);
    var slow = trials.get(1).began().get(outcome);
    if (fast == null || (slow != null && slow <= fast + Math.max(1, SAME * fast))) {
      return false;
    }
    if (trials.size() == 2) {
      return true;
    }
    var again = trials.get(2).began().get(outcome);
    return again != null && Math.abs(again - fast) <= Math.max(2, 2 * SAME * fast);
  }

  /** Little's law: connections open at once are new ones per second times how long each lives. */
  private static boolean heldMoreElsewhere(Reading reading) {
    var held = reading.signs().heldElsewhere();
    var latency = reading.latency(Outcome.OK);
    var begins = reading.begins(Outcome.CONNECT_TIMEOUT);
    return held != null
        && latency.isPresent()
        && begins.isPresent()
        && held > begins.getAsDouble() * latency.get().p50Millis() / 1_000;
  }
}
