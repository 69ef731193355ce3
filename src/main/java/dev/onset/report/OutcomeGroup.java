package dev.onset.report;

import dev.onset.outcome.Outcome;

/** What an outcome means to a caller, in three words. */
enum OutcomeGroup {
  ADMITTED,
  REJECTED,
  FAILED;

  static OutcomeGroup of(Outcome outcome) {
    return switch (outcome) {
      case OK -> ADMITTED;
      case RATE_LIMITED, QUOTA_EXCEEDED, DENIED -> REJECTED;
      default -> FAILED;
    };
  }
}
