package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name does not resolve, or its servers do not answer in time. */
final class NameResolution implements Rule {

  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "(?i)temporary failure|timed? ?out|SERVFAIL|server failure|not resolved within");

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean failed = reading.failedCheckIs(FailedCheck.NAME);
    boolean said = reading.has(Outcome.DNS_FAILURE);
    long pending = reading.phase(Phase.RESOLVE);
    if (!failed && !said && pending < 2) {
      return Optional.empty();
    }
    boolean silent =
        reading.says(Outcome.DNS_FAILURE, NO_ANSWER)
            || NO_ANSWER.matcher(failed ? reading.failedCheckWords() : "").find();
    boolean later = !failed && reading.count(Outcome.OK) > 0;
    var notes =
        Notes.on(Mechanism.NAME_RESOLUTION)
            .explains(Outcome.DNS_FAILURE)
            .seenIf(failed, reading.failedCheckWords())
            .seenIf(said, reading.counted(Outcome.DNS_FAILURE))
            .seen(reading.quote(Outcome.DNS_FAILURE))
            .seenIf(
                pending > 0,
                Words.plural(pending, "attempt") + " ended while the name was being resolved.")
            .seenIf(
                later,
                "Other attempts resolved the same name, so the name exists and its servers answer"
                    + " only sometimes.");
    if (silent || later || !(failed || said)) {
      notes.advise(
          "Ask the DNS servers of this machine one by one (dig @server name), and look for a limit on"
              + " queries per second.",
          "Let clients keep resolved names: the JVM setting networkaddress.cache.ttl.");
    } else {
      notes.advise(
          "Check the spelling of the host name, and that the machine with the error asks the DNS"
              + " server that knows it: VPN, split DNS, /etc/hosts, the cluster's search domains.");
    }
    return notes.with(failed || said ? Confidence.PROVEN : Confidence.LIKELY);
  }
}
