package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Optional;

/**
 * The program takes no more connections and the kernel has no room for those it holds in its place.
 *
 * <p>The signs: connections that are established and not served, {@code backlog + 1} of them on
 * Linux, before the first one that fails; answers that slow down before; and, when the target is on
 * this host, the kernel's own count of overflows. SYNs that are sent again are no sign: those that
 * a firewall drops are sent again too.
 */
final class AcceptQueueFull implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean timeouts = reading.has(Outcome.CONNECT_TIMEOUT);
    boolean silent = reading.has(Outcome.REQUEST_TIMEOUT);
    if (reading.overflowed() && (timeouts || silent || reading.signs().connectSteps() != null)) {
      return found(reading, Confidence.PROVEN);
    }
    if (reading.didNotOverflow()) {
      return Optional.empty();
    }
    boolean queued =
        unserved(reading, Outcome.CONNECT_TIMEOUT) > 0
            || unserved(reading, Outcome.CONNECTION_REFUSED) > 0;
    return switch (reading.axis()) {
      case CONCURRENCY -> queued ? found(reading, counted(reading)) : withoutCount(reading);
      case CONNECTION_RATE ->
          timeouts && (silent || reading.slowed()) && reading.everAnswered()
              ? found(reading, Confidence.LIKELY)
              : Optional.empty();
      case RATE ->
          timeouts && (silent || reading.slowed()) && reading.everAnswered()
              ? found(reading, Confidence.POSSIBLE)
              : Optional.empty();
    };
  }

  /** How sure the count of unserved connections makes. */
  private static Confidence counted(Reading reading) {
    if (!reading.has(Outcome.CONNECT_TIMEOUT)) {
      // Only some kernels refuse when the queue is full.
      return Confidence.LIKELY;
    }
    if (ConnectionRate.movedWithTheRate(reading, Outcome.CONNECT_TIMEOUT)) {
      return Confidence.POSSIBLE;
    }
    return reading.isFound(Outcome.CONNECT_TIMEOUT) && reading.isFound(Outcome.REQUEST_TIMEOUT)
        ? Confidence.STRONG
        : Confidence.LIKELY;
  }

  private static Optional<Finding> withoutCount(Reading reading) {
    if (!reading.has(Outcome.CONNECT_TIMEOUT)
        || !reading.everAnswered()
        || reading.begins(Outcome.CONNECT_TIMEOUT).orElse(1) <= 1) {
      return Optional.empty();
    }
    if (reading.slowed()) {
      return found(reading, Confidence.LIKELY);
    }
    // With both onsets measured and no connection between them, there is no queue.
    boolean open =
        reading.signs().unserved() == null && reading.onset(Outcome.REQUEST_TIMEOUT).isEmpty();
    return open && !ConnectionRate.movedWithTheRate(reading, Outcome.CONNECT_TIMEOUT)
        ? found(reading, Confidence.POSSIBLE)
        : Optional.empty();
  }

  private static Optional<Finding> found(Reading reading, Confidence confidence) {
    var refusal =
        reading.has(Outcome.CONNECT_TIMEOUT)
            ? Outcome.CONNECT_TIMEOUT
            : reading.has(Outcome.CONNECTION_REFUSED) && reading.isOn(Axis.CONCURRENCY)
                ? Outcome.CONNECTION_REFUSED
                : Outcome.CONNECT_TIMEOUT;
    var notes = Notes.on(Mechanism.ACCEPT_QUEUE_FULL).explains(refusal, Outcome.REQUEST_TIMEOUT);
    long waiting = unserved(reading, refusal);
    if (waiting > 0 && reading.begins(refusal).isPresent()) {
      long first = Math.round(reading.begins(refusal).getAsDouble());
      notes.seen(
          "Connections %s to %s were established and never answered, from the next one on none came about: %s waited in the kernel's accept queue, so its backlog is %s."
              .formatted(
                  Words.number(first - waiting),
                  Words.number(first - 1),
                  Words.number(waiting),
                  Words.number(waiting - 1)));
    } else {
      notes.seenIf(reading.has(refusal), refusal + reading.at(refusal) + ".");
      notes.seenIf(
          reading.has(Outcome.REQUEST_TIMEOUT),
          "Other connections were established and never answered%s."
              .formatted(reading.since(Outcome.REQUEST_TIMEOUT)));
    }
    notes.seenIf(reading.slowed(), "Answers slowed down before. " + reading.paceWords());
    if (reading.overflowed()) {
      notes.seen(
          "The kernel of this host, which is the target's too, counted %s of an accept queue (ListenOverflows)."
              .formatted(Words.plural(reading.overflows().orElse(0), "overflow")));
    }
    notes.seenIf(
        confidence == Confidence.POSSIBLE,
        "Whether connections were established and not served was not told apart well enough to rule"
            + " out a limit on connections by a firewall.");
    notes.advise(
        "Confirm it on the target's host while it happens: ss -ltn shows Recv-Q above Send-Q for the"
            + " port, nstat -az TcpExtListenOverflows grows.",
        "Let the program take more connections at once: worker_connections, maxconn, maxThreads,"
            + " acceptors; and find out what keeps the present ones busy.",
        "A longer queue (listen backlog, capped by net.core.somaxconn) rides out bursts; under"
            + " lasting overload it only makes callers wait.");
    return notes.with(confidence);
  }

  /**
   * Connections that were established and not served when the first one failed; 0 when there were
   * none or when that is not known.
   */
  static long unserved(Reading reading, Outcome refusal) {
    if (!reading.isOn(Axis.CONCURRENCY) || !reading.has(refusal)) {
      return 0;
    }
    var counted = reading.signs().unserved();
    if (counted != null) {
      return counted;
    }
    var fails = reading.begins(refusal);
    var silent = reading.begins(Outcome.REQUEST_TIMEOUT);
    if (!reading.has(Outcome.REQUEST_TIMEOUT)
        || fails.isEmpty()
        || silent.isEmpty()
        || silent.getAsDouble() >= fails.getAsDouble()) {
      return 0;
    }
    long between = Math.round(fails.getAsDouble() - silent.getAsDouble());
    return isMostlySilent(reading, between) ? between : 0;
  }

  /** One slow answer far below the onset is no queue: most of those in between must be silent. */
  private static boolean isMostlySilent(Reading reading, long between) {
    int ramps = reading.signs().trials().size();
    return ramps == 0 || reading.count(Outcome.REQUEST_TIMEOUT) >= 0.5 * between * ramps;
  }
}
