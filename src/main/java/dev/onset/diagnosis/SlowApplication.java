package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.Optional;

/** Connections come about and answers do not, or too late. */
final class SlowApplication implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean checked = reading.failedCheckIs(FailedCheck.NO_ANSWER);
    boolean silent = reading.has(Outcome.REQUEST_TIMEOUT);
    if (!checked && !silent) {
      return Optional.empty();
    }
    if (reading.isOn(Axis.CONCURRENCY) && AcceptQueueFull.unserved(reading, refusal(reading)) > 0) {
      return Optional.empty();
    }
    boolean never = silent && reading.always(Outcome.REQUEST_TIMEOUT);
    boolean constant = silent && !never && reading.fromTheStart(Outcome.REQUEST_TIMEOUT);
    boolean resent = reading.grew("TCPSynRetrans");
    var notes =
        Notes.on(Mechanism.SLOW_APPLICATION)
            .explains(Outcome.REQUEST_TIMEOUT)
            .seenIf(checked, reading.failedCheckWords())
            .seenIf(
                never,
                "Every connection came about and not one request was answered, whatever the load.")
            .seenIf(
                silent && !never,
                "Requests that were sent on an established connection got no answer in time%s."
                    .formatted(reading.since(Outcome.REQUEST_TIMEOUT)))
            .seen(reading.quote(Outcome.REQUEST_TIMEOUT))
            .seenIf(reading.slowed(), reading.paceWords())
            .seenIf(
                reading.phase(Phase.WAITING) > 0,
                Words.plural(reading.phase(Phase.WAITING), "attempt")
                    + " ended while waiting for the answer.")
            .seenIf(
                !resent && reading.counter("TCPSynRetrans").isPresent(),
                "No SYN had to be sent again: connecting was not the problem.");
    if (reading.isOn(Axis.CONCURRENCY) && silent) {
      notes.seen(
          "Connections beyond that are held by the kernel or by a program without a free worker; the"
              + " accept queue was not seen full.");
    }
    notes.advise(
        "Look for what the service waits for at that load: worker threads, connection pools, locks,"
            + " the database; a thread dump while it is slow shows it.",
        "Give it more workers only if the processor and what is behind it have room left.");
    return notes.with(
        constant
            ? Confidence.POSSIBLE
            : reading.slowed() && !reading.has(Outcome.CONNECT_TIMEOUT)
                ? Confidence.STRONG
                : reading.has(Outcome.CONNECT_TIMEOUT) ? Confidence.HINT : Confidence.LIKELY);
  }

  private static Outcome refusal(Reading reading) {
    return reading.has(Outcome.CONNECT_TIMEOUT)
        ? Outcome.CONNECT_TIMEOUT
        : Outcome.CONNECTION_REFUSED;
  }
}
