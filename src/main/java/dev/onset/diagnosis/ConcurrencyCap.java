package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Optional;

/** Requests or connections beyond a number in progress are turned away with an answer. */
final class ConcurrencyCap implements Rule {

  private static final double SURE = 0.8;

  @Override
  public Optional<Finding> apply(Reading reading) {
    var limiter = reading.signs().limiter();
    if (limiter != null && isNamed(reading)) {
      return advised(
              Notes.on(Mechanism.CONCURRENCY_CAP)
                  .explains(Outcome.RATE_LIMITED, Outcome.OVERLOADED)
                  .seen("What was admitted and rejected fits %s.".formatted(limiter.words()))
                  .seen(reading.quote(Outcome.RATE_LIMITED)))
          .with(limiter.confidence() >= SURE ? Confidence.STRONG : Confidence.LIKELY);
    }
    return isOfConnections(reading)
        ? advised(
                Notes.on(Mechanism.CONCURRENCY_CAP)
                    .explains(Outcome.OVERLOADED)
                    .seen(
                        "Connections are served up to a number, and told that there is no room%s."
                            .formatted(reading.since(Outcome.OVERLOADED)))
                    .seen(reading.quote(Outcome.OVERLOADED))
                    .seen("That answer comes as fast as others: nothing waited for it."))
            .with(Confidence.LIKELY)
        : Optional.empty();
  }

  /** Whether the limiter that was met is one of requests in progress. */
  static boolean isNamed(Reading reading) {
    var limiter = reading.signs().limiter();
    return limiter != null && limiter.algorithm().equals("CONCURRENCY_CAP");
  }

  /** Whether fast refusals begin at a number of held connections. */
  static boolean isOfConnections(Reading reading) {
    var refused = reading.latency(Outcome.OVERLOADED);
    var served = reading.latency(Outcome.OK);
    return reading.isOn(Axis.CONCURRENCY)
        && reading.has(Outcome.OVERLOADED)
        && !reading.fromTheStart(Outcome.OVERLOADED)
        && refused.isPresent()
        && served.isPresent()
        && refused.get().p50Millis() <= 2 * served.get().p50Millis() + 5;
  }

  private static Notes advised(Notes notes) {
    return notes.advise(
        "Raise the cap if the service has room for more at once: limit_conn of NGINX, maxconn of"
            + " HAProxy, in-flight limits of Traefik and Envoy, concurrency of the runtime.",
        "Faster answers need fewer at once: requests in progress are the rate times the latency.");
  }
}
