package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.List;

/** What the rules about gateways share: the outcomes by which a gateway speaks of its upstream. */
final class Gateway {

  static final List<Outcome> ANSWERS =
      List.of(Outcome.UPSTREAM_FAILURE, Outcome.GATEWAY_TIMEOUT, Outcome.OVERLOADED);

  private Gateway() {}

  /** Whether some of these were there at the lowest load already. */
  static boolean fromTheStart(Reading reading) {
    return ANSWERS.stream().anyMatch(o -> reading.has(o) && reading.fromTheStart(o));
  }

  static void name(Reading reading, Notes notes) {
    var gateway = reading.signs().gateway();
    if (gateway != null) {
      notes.seen("The gateway names itself: %s.".formatted(gateway));
    }
  }
}
