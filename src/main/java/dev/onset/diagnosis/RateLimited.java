package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests beyond a rate are turned away on purpose. */
final class RateLimited implements Rule {

  private static final Pattern SAYS_SO =
      Pattern.compile("^429\\b|(?i)rate.?limit|too many requests");
  private static final double SURE = 0.8;

  @Override
  public Optional<Finding> apply(Reading reading) {
    var limiter = reading.signs().limiter();
    if (!reading.has(Outcome.RATE_LIMITED) || ConcurrencyCap.isNamed(reading)) {
      return Optional.empty();
    }
    boolean said = reading.says(Outcome.RATE_LIMITED, SAYS_SO);
    var notes =
        Notes.on(Mechanism.RATE_LIMITER)
            .explains(Outcome.RATE_LIMITED)
            .seen("Requests were turned away%s.".formatted(reading.since(Outcome.RATE_LIMITED)));
    if (limiter != null && !limiter.algorithm().equals("UNKNOWN")) {
      notes.seen("What was admitted and rejected fits %s.".formatted(limiter.words()));
    }
    notes
        .seen(reading.quote(Outcome.RATE_LIMITED))
        .seenIf(
            reading.latency(Outcome.RATE_LIMITED).isPresent()
                && reading.latency(Outcome.OK).isPresent(),
            compared(reading))
        .advise(
            "Raise the limit of this key, route or address in the gateway if the service behind has"
                + " room for more.",
            "Let callers stay below it: spread requests over time, honour Retry-After, and back off"
                + " with jitter instead of retrying at once.");
    return notes.with(
        said
            ? Confidence.PROVEN
            : limiter != null && limiter.confidence() >= SURE
                ? Confidence.STRONG
                : Confidence.LIKELY);
  }

  private static String compared(Reading reading) {
    return "Rejections came back in %s, admitted requests in %s, at the median."
        .formatted(median(reading, Outcome.RATE_LIMITED), median(reading, Outcome.OK));
  }

  private static String median(Reading reading, Outcome outcome) {
    return Words.millis(
        reading.latency(outcome).map(latency -> latency.p50Millis()).orElse(Double.NaN));
  }
}
