package dev.onset.search;

import dev.onset.evidence.AttemptLog;
import dev.onset.outcome.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the requests that an attempt consists of a limiter decides on: those of a name that was
 * rejected at least once. A login that is not limited is no arrival at the limiter of the calls.
 *
 * @param names the requests' names; none where attempts are single requests
 * @param perAttempt how many such requests an attempt makes when nothing fails, on average; 1 where
 *     attempts are single requests, and where none was without a failure
 */
public record LimitedRequests(Set<String> names, double perAttempt) {

  public LimitedRequests {
    names = Set.copyOf(names);
  }

  /** Those in some trials. */
  public static LimitedRequests in(List<Trial> trials) {
    var names = new HashSet<String>();
    for (var trial : trials) {
      for (var entry : trial.everything().log().entries()) {
        for (var part : entry.parts()) {
          if (part.outcome().isRejection()) {
            names.add(part.name());
          }
        }
      }
    }
    return names.isEmpty()
        ? new LimitedRequests(names, 1)
        : new LimitedRequests(names, perAttempt(trials, names));
  }

  private static double perAttempt(List<Trial> trials, Set<String> names) {
    long attempts = 0;
    long requests = 0;
    for (var trial : trials) {
      for (var entry : trial.everything().log().entries()) {
        if (entry.outcome() == Outcome.OK) {
          attempts++;
          requests += entry.parts().stream().filter(part -> names.contains(part.name())).count();
        }
      }
    }
    return requests == 0 ? 1 : (double) requests / attempts;
  }

  boolean contains(AttemptLog.Part part) {
    return names.contains(part.name());
  }
}
