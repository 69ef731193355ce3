package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The target refuses this request or this caller: credentials, allow-list, headers, size. */
final class RequestRefused implements Rule {

  private static final List<Outcome> REFUSALS =
      List.of(Outcome.DENIED, Outcome.TOO_LARGE, Outcome.APPLICATION_ERROR);
  private static final Set<Integer> STATUSES =
      Set.of(400, 401, 403, 406, 407, 411, 412, 413, 414, 415, 417, 422, 431, 494);

  @Override
  public Optional<Finding> apply(Reading reading) {
    var statuses = Statuses.of(reading, REFUSALS);
    int status = statuses.usual();
    boolean refused =
        reading.hasAny(Outcome.DENIED, Outcome.TOO_LARGE)
            || (reading.has(Outcome.APPLICATION_ERROR) && STATUSES.contains(status));
    if (!refused) {
      return Optional.empty();
    }
    var outcome = REFUSALS.stream().filter(reading::has).findFirst().orElse(Outcome.DENIED);
    boolean always = reading.always(REFUSALS);
    boolean start = reading.fromTheStart(outcome);
    var notes =
        Notes.on(Mechanism.REQUEST_REFUSED)
            .explains(
                STATUSES.contains(status) && reading.has(Outcome.APPLICATION_ERROR)
                    ? REFUSALS.toArray(Outcome[]::new)
                    : new Outcome[] {Outcome.DENIED, Outcome.TOO_LARGE})
            .seen(
                always
                    ? "Every request was refused, the first one included, whatever the load."
                    : start
                        ? "A part of the requests is refused at the lowest load already."
                        : "Requests are refused%s; below that the same requests were answered."
                            .formatted(reading.since(outcome)))
            .seen(reading.quote(outcome));
    advise(notes, status, outcome);
    notes.adviseIf(
        !start,
        "A refusal that begins with the load is rather a protection that reacts to it: a web"
            + " application firewall, a bot filter, a limiter that does not say so.");
    return notes.with(always ? Confidence.PROVEN : start ? Confidence.LIKELY : Confidence.POSSIBLE);
  }

  private static void advise(Notes notes, int status, Outcome outcome) {
    if (status == 401 || status == 407) {
      notes.advise(
          "Set valid credentials: onset.target.headers.Authorization, or the header that the gateway"
              + " expects its key in.");
    } else if (outcome == Outcome.DENIED) {
      notes.advise(
          "Check the gateway's allow-list for this machine's address, the rights of the key, and the"
              + " rules of a web application firewall (User-Agent, Host, missing headers).");
    } else if (outcome == Outcome.TOO_LARGE) {
      notes.advise(
          "Make the request smaller or raise the limit: cookies and tokens against"
              + " large_client_header_buffers or max header size, the body against"
              + " client_max_body_size.");
    } else {
      notes.advise(
          "Compare the request with one that works: Host, Content-Type, Content-Length, Accept and the"
              + " headers that the API demands (onset.target.headers.…).");
    }
  }
}
