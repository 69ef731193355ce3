package dev.onset.outcome;

/**
 * The reading of an ending as an outcome: ordered rules, first match wins.
 *
 * <p>The rules for responses are in {@link AnswerRules}, those for failures without a response in
 * {@link FailureRules}. Two cases cannot be decided from one ending and are left to whoever sees
 * the pattern of many: a limiter that answers a bare 503 (NGINX does) counts as {@link
 * Outcome#OVERLOADED}, and a reset that the client reports as a premature close counts as {@link
 * Outcome#CLOSED_EARLY}.
 *
 * <p>Pure, thread-safe, and total: every ending has an outcome and none throws.
 */
public final class Classifier {

  private Classifier() {}

  /** The outcome of {@code ending}, {@link Outcome#OTHER} when nothing is known about it. */
  public static Outcome classify(Ending ending) {
    if (ending instanceof Ending.Answered answered) {
      return AnswerRules.outcome(Answer.of(answered));
    }
    if (ending instanceof Ending.Unanswered unanswered) {
      return classify(Failure.of(unanswered));
    }
    return ending instanceof Ending.Iteration iteration
        ? iteration.decisive().outcome()
        : Outcome.OTHER;
  }

  private static Outcome classify(Failure failure) {
    CheckText check = CheckText.of(failure.text());
    return switch (check.kind()) {
      case NONE -> FailureRules.outcome(failure);
      case OTHER_CHECK -> Outcome.CHECK_FAILED;
      // An answer after all, of which only the status is left.
      case STATUS_CHECK ->
          check.status() < 400
              ? Outcome.CHECK_FAILED
              : AnswerRules.outcome(Answer.withStatus(check.status()));
    };
  }
}
