package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;
import java.util.Set;

/** The application answers with a 5xx of its own. */
final class ApplicationErrors implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    int status = Statuses.of(reading, Set.of(Outcome.APPLICATION_ERROR)).usual();
    if (!reading.has(Outcome.APPLICATION_ERROR) || status < 500 || status == 501) {
      return Optional.empty();
    }
    boolean start = reading.fromTheStart(Outcome.APPLICATION_ERROR);
    return Notes.on(Mechanism.APPLICATION_ERRORS)
        .explains(Outcome.APPLICATION_ERROR)
        .seen(
            start
                ? "Errors are there at the lowest load already."
                : "Errors begin%s; below that the same requests were answered."
                    .formatted(reading.at(Outcome.APPLICATION_ERROR)))
        .seen(reading.quote(Outcome.APPLICATION_ERROR))
        .advise(
            "Look for the first such error in the application's log: a pool without a free connection,"
                + " memory, a limit of the database or of a service that it calls.")
        .with(Confidence.LIKELY);
  }
}
