package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.Optional;
import java.util.regex.Pattern;

/** The TLS handshake fails, always or under load. */
final class TlsHandshake implements Rule {

  private static final Pattern NOT_IN_TIME =
      Pattern.compile("(?i)handshake timed out|HandshakeTimeout|did not answer the TLS handshake");
  private static final Pattern NOT_TLS =
      Pattern.compile(
          "(?i)NotSslRecord|not an SSL/TLS record|unrecognized ssl message|does not speak TLS");
  private static final Pattern ALERT = Pattern.compile("(?i)fatal alert|alert number|SSL routines");

  @Override
  public Optional<Finding> apply(Reading reading) {
    boolean checked = reading.failedCheckIs(FailedCheck.TLS);
    boolean failed = reading.has(Outcome.TLS_FAILURE);
    long pending = reading.phase(Phase.TLS);
    if (!checked && !failed && pending < 2) {
      return Optional.empty();
    }
    var check = checked ? reading.failedCheckWords() : "";
    boolean late = says(reading, check, NOT_IN_TIME) || (!checked && !failed);
    boolean underLoad = reading.count(Outcome.OK) > 0 && !reading.fromTheStart(Outcome.TLS_FAILURE);
    var notes =
        Notes.on(Mechanism.TLS)
            .explains(Outcome.TLS_FAILURE)
            .seen(check)
            .seenIf(failed, reading.counted(Outcome.TLS_FAILURE))
            .seen(reading.quote(Outcome.TLS_FAILURE))
            .seenIf(
                pending > 0, Words.plural(pending, "attempt") + " ended during the TLS handshake.")
            .seenIf(
                failed && underLoad,
                "Handshakes succeed below and fail%s."
                    .formatted(reading.since(Outcome.TLS_FAILURE)))
            .seenIf(
                failed && reading.always(Outcome.TLS_FAILURE),
                "No handshake succeeded, whatever the load.");
    if (says(reading, check, NOT_TLS)) {
      notes.advise(
          "One side speaks TLS and the other does not: compare http:// or https:// in the base URL"
              + " with the port.");
    } else if (underLoad || late) {
      notes.advise(
          "Handshakes cost the gateway processor time: look at its CPU; use session resumption,"
              + " ECDSA certificates, keep-alive.");
    } else {
      notes.advise(
          "Compare TLS versions, cipher suites and the host name (SNI) with what the gateway serves;"
              + " check whether it demands a client certificate.");
    }
    boolean said = says(reading, check, ALERT) || says(reading, check, NOT_TLS);
    return notes.with(said ? Confidence.PROVEN : late ? Confidence.LIKELY : Confidence.STRONG);
  }

  private static boolean says(Reading reading, String check, Pattern pattern) {
    return reading.says(Outcome.TLS_FAILURE, pattern) || pattern.matcher(check).find();
  }
}
