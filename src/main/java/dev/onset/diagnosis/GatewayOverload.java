package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;

/** From some load on the gateway answers that what is behind it fails, waits or has no room. */
final class GatewayOverload implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    var seen =
        Gateway.ANSWERS.stream()
            .filter(outcome -> reading.has(outcome) && !reading.fromTheStart(outcome))
            .toList();
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    var statuses = Statuses.of(reading, seen);
    var notes = Notes.on(Mechanism.GATEWAY_OVERLOAD).explains(seen.toArray(Outcome[]::new));
    for (var outcome : seen) {
      notes.seen(
          "%s%s; below that the same requests were answered."
              .formatted(outcome, reading.since(outcome)));
      var time = SameTime.atAnyLoad(reading, outcome);
      if (time.isPresent()) {
        notes.seen(
            "Each came after %s: a timeout of the gateway, which gave up waiting."
                .formatted(Words.millis(time.getAsDouble())));
      }
    }
    statuses.meanings().forEach(notes::seen);
    seen.forEach(outcome -> notes.seen(reading.quote(outcome)));
    Gateway.name(reading, notes);
    notes.advise(
        "Look behind the gateway: the upstream's latency, worker and connection limits at that load,"
            + " and the gateway's own log, which names the upstream and the reason.",
        "Check the gateway's pool of upstream connections, its queue and circuit breaker, and how many"
            + " upstreams its health checks leave.");
    return notes.with(
        ConcurrencyCap.isOfConnections(reading)
            ? Confidence.POSSIBLE
            : statuses.isEmpty() ? Confidence.LIKELY : Confidence.STRONG);
  }
}
