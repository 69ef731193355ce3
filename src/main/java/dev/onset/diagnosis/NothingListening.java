package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;

/**
 * The host answers connection attempts with a reset: always, or from some moment on and then
 * always, which is a program that went away.
 */
final class NothingListening implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean checked = reading.failedCheckIs(FailedCheck.REFUSED);
    boolean always = reading.always(Outcome.CONNECTION_REFUSED);
    boolean gone = wentAway(reading);
    // A closed port answers with a reset, never with an ICMP message.
    if ((!checked && !always && !gone)
        || reading.grewWith("InDestUnreachs", Outcome.CONNECTION_REFUSED)) {
      return Optional.empty();
    }
    var notes =
        Notes.on(Mechanism.NOTHING_LISTENING)
            .explains(Outcome.CONNECTION_REFUSED)
            .seenIf(checked, reading.failedCheckWords())
            .seenIf(
                always,
                "Each of %s was refused, whatever the load."
                    .formatted(Words.plural(reading.attempts(), "connection attempt")))
            .seen(reading.quote(Outcome.CONNECTION_REFUSED));
    if (gone) {
      return notes
          .explains(Outcome.CLOSED_EARLY, Outcome.CONNECTION_RESET)
          .seen(
              "The target answered at first and refused every connection%s: the program stopped, crashed or restarted under load."
                  .formatted(reading.since(Outcome.CONNECTION_REFUSED)))
          .advise(
              "Look at the service's log and the kernel's (out of memory, exit code, restarts by the"
                  + " orchestrator) at that time.")
          .with(Confidence.LIKELY);
    }
    boolean reset =
        reading.grewWith("AttemptFails", Outcome.CONNECTION_REFUSED)
            && reading.counter("InDestUnreachs").isPresent();
    return notes
        .seenIf(
            reset,
            "The kernel counted the refusals as resets and received no ICMP message, as a closed port"
                + " answers.")
        .seenIf(
            reading.isLocal(),
            "The target is on this machine: no firewall on the way can have answered in its place.")
        .advise(
            "Check that the service runs and on which address and port it listens: ss -ltn on its"
                + " host. A service on 127.0.0.1 is not reachable from elsewhere.",
            "If it listens, a firewall rejects with a TCP reset, which looks the same: compare the"
                + " TTL of the reset with that of other answers from the host.")
        .with(reading.isLocal() ? Confidence.STRONG : Confidence.LIKELY);
  }

  /** Whether what listened went away under load, and took its connections with it. */
  static boolean wentAway(Reading reading) {
    return reading.has(Outcome.CONNECTION_REFUSED)
        && !reading.always(Outcome.CONNECTION_REFUSED)
        && reading.everAnswered()
        && (reading.wentSilent() || reading.hasAny(Outcome.CLOSED_EARLY, Outcome.CONNECTION_RESET));
  }
}
