package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;

/** Connections come about and are closed without an answer. */
final class AcceptedThenClosed implements Rule {

  private static final double AT_ONCE_MILLIS = 50;

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean checked = reading.failedCheckIs(FailedCheck.CLOSED);
    boolean closed = reading.hasAny(Outcome.CLOSED_EARLY, Outcome.CONNECTION_RESET);
    if ((!checked && !closed) || SameTime.of(reading, Outcome.CLOSED_EARLY).isPresent()) {
      return Optional.empty();
    }
    var outcome =
        reading.count(Outcome.CONNECTION_RESET) > reading.count(Outcome.CLOSED_EARLY)
            ? Outcome.CONNECTION_RESET
            : Outcome.CLOSED_EARLY;
    boolean later = reading.count(Outcome.OK) > 0 && !reading.fromTheStart(outcome);
    boolean atOnce = atOnce(reading, outcome);
    boolean wentAway = NothingListening.wentAway(reading);
    var notes =
        Notes.on(Mechanism.ACCEPTED_THEN_CLOSED)
            .explains(Outcome.CLOSED_EARLY, Outcome.CONNECTION_RESET)
            .seenIf(checked, reading.failedCheckWords())
            .seenIf(
                closed && later,
                "Connections came about and were closed without an answer%s; below that they were served."
                    .formatted(reading.since(outcome)))
            .seenIf(
                closed && !later,
                "Connections came about and were closed without an answer from the first one on.")
            .seenIf(
                atOnce,
                reading
                    .latency(outcome)
                    .map(
                        latency ->
                            "They were closed at once, after %s at the median."
                                .formatted(Words.millis(latency.p50Millis())))
                    .orElse(""))
            .seen(reading.quote(outcome))
            .seenIf(
                reading.grew("EstabResets"),
                "The kernel counted resets of established connections (EstabResets).")
            .seenIf(
                closed && !reading.has(Outcome.CONNECT_TIMEOUT),
                "No connect timeout: the kernel of the target had room for them.");
    if (later) {
      notes.advise(
          "Raise the limit on connections of the proxy or server that closes them: worker_connections"
              + " of NGINX (its log says \"worker_connections are not enough\"), connection limits of"
              + " Envoy and Traefik, maxConnections of Node.js, its open files (ulimit -n).",
          "Look at the server's log and restarts at that moment: a program that crashes closes its"
              + " connections as well.");
    } else {
      notes.advise(
          "Check that port and scheme belong together, and whether a proxy with an allow-list turns"
              + " away this machine's address.",
          "Compare the idle timeouts along the way: each hop must keep connections longer than the one"
              + " before it.");
    }
    return notes.with(
        wentAway || !later ? Confidence.POSSIBLE : atOnce ? Confidence.STRONG : Confidence.LIKELY);
  }

  private static boolean atOnce(Reading reading, Outcome outcome) {
    var closed = reading.latency(outcome);
    double served = reading.latency(Outcome.OK).map(latency -> latency.p50Millis()).orElse(0.0);
    return closed.isPresent() && closed.get().p50Millis() <= Math.max(AT_ONCE_MILLIS, 2 * served);
  }
}
