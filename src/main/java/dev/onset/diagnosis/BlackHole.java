package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;

/** No connection attempt is answered by anything, from the first one on. */
final class BlackHole implements Rule {

  private static final int ENOUGH = 3;

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean checked = reading.failedCheckIs(FailedCheck.SILENT);
    boolean silent = reading.always(Outcome.CONNECT_TIMEOUT) && !reading.everAnswered();
    if ((!checked && !silent) || reading.overflowed() || BadBackend.isVisible(reading)) {
      return Optional.empty();
    }
    var timeout = reading.signs().connectTimeout();
    boolean oneSyn = timeout != null && timeout.toMillis() < 1_000;
    var notes =
        Notes.on(Mechanism.BLACK_HOLE)
            .explains(Outcome.CONNECT_TIMEOUT)
            .seenIf(checked, reading.failedCheckWords())
            .seenIf(
                silent,
                "None of %s was answered, the first one included: neither by the target nor by an ICMP message, whatever the load."
                    .formatted(Words.plural(reading.attempts(), "connection attempt")))
            .seen(reading.quote(Outcome.CONNECT_TIMEOUT))
            .seenIf(
                oneSyn,
                "The connect timeout is below 1 s, so that each attempt was a single SYN: a lost one"
                    + " looks the same.")
            .advise(
                "Find out which side is silent: run tcpdump for the port on the target's host. No SYN"
                    + " arrives: a firewall, security group, allow-list or route on the way. SYNs"
                    + " arrive and get no answer: the host's own firewall, or its accept queue is full"
                    + " already (ss -ltn: Recv-Q above Send-Q).",
                "Check address and port, that the host is up, and that this machine's address is on"
                    + " the allow-list.");
    boolean enough = silent && reading.attempts() >= ENOUGH;
    return notes.with(
        oneSyn ? Confidence.POSSIBLE : enough ? Confidence.STRONG : Confidence.LIKELY);
  }
}
