package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/** Something between answers connection attempts in the target's place, and says no. */
final class Rejects implements Rule {

  private static final Pattern LOCAL_POLICY =
      Pattern.compile(
          "error\\(-(?:1|13|22)\\)|Permission denied|Operation not permitted|Invalid argument");
  private static final Pattern NETWORK =
      Pattern.compile("error\\(-101\\)|Network is unreachable|error\\(-51\\)");

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean unreachable =
        reading.has(Outcome.UNREACHABLE)
            || reading.failedCheckIs(FailedCheck.UNREACHABLE, FailedCheck.FORBIDDEN);
    if (unreachable) {
      return unreachable(reading);
    }
    boolean refused =
        reading.has(Outcome.CONNECTION_REFUSED) || reading.failedCheckIs(FailedCheck.REFUSED);
    return refused ? refused(reading) : Optional.empty();
  }

  private static Optional<Finding> unreachable(Reading reading) {
    var notes =
        Notes.on(Mechanism.FIREWALL_REJECT)
            .explains(Outcome.UNREACHABLE)
            .seenIf(reading.has(Outcome.UNREACHABLE), reading.counted(Outcome.UNREACHABLE))
            .seenIf(
                reading.failedCheckIs(FailedCheck.UNREACHABLE, FailedCheck.FORBIDDEN),
                reading.failedCheckWords())
            .seen(reading.quote(Outcome.UNREACHABLE));
    begins(reading, notes, Outcome.UNREACHABLE);
    if (reading.says(Outcome.UNREACHABLE, LOCAL_POLICY)
        || reading.failedCheckIs(FailedCheck.FORBIDDEN)) {
      return notes
          .seen(
              "This machine itself forbids the connection (EPERM, EACCES or EINVAL): a local firewall"
                  + " rule, or a prohibit or blackhole route. Nothing was sent.")
          .advise(
              "Look at ip route get <address> and at the output rules of this machine's firewall.")
          .with(Confidence.STRONG);
    }
    boolean icmp = reading.grewWith("InDestUnreachs", Outcome.UNREACHABLE);
    boolean noIcmp = reading.counter("InDestUnreachs").orElse(1) == 0;
    boolean network = reading.says(Outcome.UNREACHABLE, NETWORK);
    return notes
        .seenIf(
            icmp,
            "The kernel received ICMP messages \"destination unreachable\": a firewall (reject with"
                + " host-prohibited, admin-prohibited or the like) or a router sent them.")
        .seenIf(
            noIcmp,
            "No ICMP message arrived: this machine has no route, or nothing on the last link answers"
                + " for the address (ARP).")
        .seenIf(network && !noIcmp, "The message names the network, not the host.")
        .advise(
            "Find the sender: tcpdump 'icmp or icmp6' on this machine shows which hop says no and with"
                + " which code; codes 9, 10 and 13 are firewalls.",
            "Check routes and VPN, the firewall's reject rules and its allow-list for this machine's"
                + " address; for an IPv6 address, that this machine has IPv6.")
        .with(icmp ? Confidence.PROVEN : noIcmp ? Confidence.POSSIBLE : Confidence.LIKELY);
  }

  private static Optional<Finding> refused(Reading reading) {
    boolean icmp = reading.grewWith("InDestUnreachs", Outcome.CONNECTION_REFUSED);
    boolean always = reading.always(Outcome.CONNECTION_REFUSED) || !reading.everAnswered();
    boolean queued = AcceptQueueFull.unserved(reading, Outcome.CONNECTION_REFUSED) > 0;
    if (!icmp && (NothingListening.wentAway(reading) || queued)) {
      return Optional.empty();
    }
    if (!icmp && reading.isLocal() && always) {
      return Optional.empty();
    }
    var notes =
        Notes.on(Mechanism.FIREWALL_REJECT)
            .explains(Outcome.CONNECTION_REFUSED)
            .seenIf(
                reading.has(Outcome.CONNECTION_REFUSED),
                reading.counted(Outcome.CONNECTION_REFUSED))
            .seenIf(reading.failedCheckIs(FailedCheck.REFUSED), reading.failedCheckWords())
            .seen(reading.quote(Outcome.CONNECTION_REFUSED))
            .seenIf(
                icmp,
                "The kernel received ICMP messages \"destination unreachable\": a closed port answers"
                    + " with a TCP reset, a firewall with reject answers with ICMP.");
    if (always) {
      return notes
          .seenIf(
              !icmp, "A firewall that rejects with a TCP reset looks like a closed port from here.")
          .advise(
              "Look for a reject rule on the target's host and on the way to it.",
              "Check that this machine's address is on the allow-list.")
          .with(icmp ? witnessed(reading) : Confidence.HINT);
    }
    begins(reading, notes, Outcome.CONNECTION_REFUSED);
    return notes
        .seen(
            "Other connections went on being served meanwhile, so the program listens: something"
                + " refuses in its place%s.".formatted(icmp ? "" : ", with a TCP reset"))
        .advise(
            "Look for reject rules with ct count, connlimit, limit or hashlimit, and for connection"
                + " limits of load balancers.",
            "On a Windows server a full accept queue refuses as well: raise the listen backlog there.")
        .with(icmp ? Confidence.PROVEN : Confidence.LIKELY);
  }

  /** One message beside one refusal may be about something else on this host. */
  private static Confidence witnessed(Reading reading) {
    return reading.attempts() == 0 ? Confidence.LIKELY : Confidence.PROVEN;
  }

  private static void begins(Reading reading, Notes notes, Outcome outcome) {
    if (reading.everAnswered()
        && reading.begins(outcome).isPresent()
        && !reading.fromTheStart(outcome)) {
      boolean moved = ConnectionRate.movedWithTheRate(reading, outcome);
      notes.seen(
          "It begins at %s, below that connections came about: a limit on %s."
              .formatted(
                  reading.place(reading.begins(outcome).getAsDouble()),
                  reading.isOn(Axis.CONNECTION_RATE) || moved
                      ? "new connections per second"
                      : reading.isOn(Axis.CONCURRENCY)
                          ? "the number of connections"
                          : "connections, by number or by rate"));
    }
  }
}
