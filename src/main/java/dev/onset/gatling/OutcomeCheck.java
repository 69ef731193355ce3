package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.bodyString;

import dev.onset.outcome.Outcome;
import io.gatling.javaapi.core.CheckBuilder;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A check that says as what a request ended, for answers whose status does not tell.
 *
 * <p>For example, in a scenario of {@link OnsetSimulation}:
 *
 * <pre>{@code
 * http("call").get("/orders").check(outcome(Outcome.RATE_LIMITED).whenBodyHas("quota exceeded"))
 * }</pre>
 *
 * <p>The request fails as that outcome when the condition holds, whatever its status is; other
 * checks are not affected. Elsewhere than in such a scenario it fails and decides nothing.
 */
public final class OutcomeCheck {

  private final Outcome outcome;

  private OutcomeCheck(Outcome outcome) {
    this.outcome = outcome;
  }

  /**
   * The beginning of a check.
   *
   * @throws IllegalArgumentException for {@link Outcome#OK}: a request is OK when its checks pass,
   *     such as {@code status().in(200, 404)}
   */
  public static OutcomeCheck outcome(Outcome outcome) {
    if (outcome == Outcome.OK) {
      throw new IllegalArgumentException(
          "outcome(OK) cannot be a failure. A request is OK when its checks pass: state the"
              + " statuses that are fine, for example status().in(200, 404).");
    }
    return new OutcomeCheck(outcome);
  }

  /** When a regular expression is found anywhere in the body. */
  public CheckBuilder whenBodyHas(String regex) {
    return whenBody(Pattern.compile(regex).asPredicate());
  }

  /** When the body is like that; an answer without one has an empty body. */
  public CheckBuilder whenBody(Predicate<String> condition) {
    return bodyString()
        .withDefault("")
        .validate(
            "is no " + outcome,
            (body, session) -> {
              if (condition.test(body)) {
                var iteration = Traffic.worker(session).iteration();
                if (iteration != null) {
                  iteration.judge(outcome);
                }
                throw new Decided(outcome);
              }
              return body;
            });
  }

  /** Fails the check; Gatling's report shows the message. */
  private static final class Decided extends RuntimeException {
    Decided(Outcome outcome) {
      super("a check says " + outcome, null, false, false);
    }
  }
}
