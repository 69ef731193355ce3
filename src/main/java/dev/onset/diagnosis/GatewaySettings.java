package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;
import java.util.Set;

/** The gateway fails in the same way whatever the load: a matter of how it is set up. */
final class GatewaySettings implements Rule {

  /** No such route, method or feature. */
  private static final Set<Integer> NO_ROUTE = Set.of(404, 405, 421, 501);

  @Override
  public Optional<Finding> apply(Reading reading) {
    var closedAfter = SameTime.of(reading, Outcome.CLOSED_EARLY);
    if (closedAfter.isPresent() && reading.has(Outcome.CLOSED_EARLY)) {
      return Notes.on(Mechanism.GATEWAY_CONFIGURATION)
          .explains(Outcome.CLOSED_EARLY)
          .seen(
              "Connections are closed after %s each, at the lowest load already: a timeout, not a lack of capacity."
                  .formatted(Words.millis(closedAfter.getAsDouble())))
          .seen(reading.quote(Outcome.CLOSED_EARLY))
          .advise(
              "Look for a setting of that length: idle, read or keep-alive timeouts of gateway and load"
                  + " balancer. Each hop must wait longer than the one behind it.")
          .with(Confidence.LIKELY);
    }
    if (Gateway.fromTheStart(reading)) {
      return answers(reading);
    }
    int status = Statuses.of(reading, Set.of(Outcome.APPLICATION_ERROR)).usual();
    return reading.always(Outcome.APPLICATION_ERROR) && NO_ROUTE.contains(status)
        ? Notes.on(Mechanism.GATEWAY_CONFIGURATION)
            .explains(Outcome.APPLICATION_ERROR)
            .seen("Every request was answered %s, whatever the load.".formatted(status))
            .seen(reading.quote(Outcome.APPLICATION_ERROR))
            .advise(
                "Check method, path and host header against the gateway's routes:"
                    + " onset.target.method, onset.target.path, onset.target.headers.Host.")
            .with(Confidence.LIKELY)
        : Optional.empty();
  }

  private static Optional<Finding> answers(Reading reading) {
    var seen = Gateway.ANSWERS.stream().filter(reading::has).filter(reading::fromTheStart).toList();
    boolean always = reading.always(seen);
    // A steady share is rather one upstream of several.
    if (!always && BadBackend.steadyShare(reading).isPresent()) {
      return Optional.empty();
    }
    var notes =
        Notes.on(Mechanism.GATEWAY_CONFIGURATION)
            .explains(seen.toArray(Outcome[]::new))
            .seen(
                always
                    ? "The gateway answered every request like this, the first ones included: it is not the load."
                    : "The gateway answers like this at the lowest load already.");
    boolean timed = false;
    for (var outcome : seen) {
      var time = SameTime.of(reading, outcome);
      if (time.isPresent()) {
        timed = true;
        notes.seen(
            "%s came after %s each, whatever the load: a timeout that is set somewhere."
                .formatted(outcome, Words.millis(time.getAsDouble())));
      }
      notes.seen(reading.quote(outcome));
    }
    Statuses.of(reading, seen).meanings().forEach(notes::seen);
    Gateway.name(reading, notes);
    notes
        .adviseIf(
            timed,
            "Find the setting of that length: proxy_read_timeout, timeout server, the route's timeout;"
                + " then why the upstream takes longer even without load.")
        .advise(
            "Check the upstream's address and port as the gateway has them, from the gateway's host:"
                + " name, firewall between the two, health checks, TLS towards the upstream.");
    return notes.with(always && timed ? Confidence.STRONG : Confidence.LIKELY);
  }
}
