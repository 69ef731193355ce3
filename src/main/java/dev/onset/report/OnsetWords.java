package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.search.Onset;

/** An onset in words: loads on a continuous axis are rates, on the other they are connections. */
sealed interface OnsetWords permits RateWords, ConnectionWords {

  /** Of an axis and the unit that an experiment counts its loads in. */
  static OnsetWords on(Axis axis, String unit) {
    return switch (axis) {
      case RATE, CONNECTION_RATE -> new RateWords(axis, unit);
      case CONCURRENCY -> new ConnectionWords();
    };
  }

  /** One full sentence. */
  default String sentence(Onset onset) {
    return switch (onset.status()) {
      case FOUND -> found(onset);
      case NOT_REACHED -> notReached(onset);
      case BELOW_START -> belowStart(onset);
      case UNDECIDED -> undecided(onset);
    };
  }

  /** A few words behind the outcome's name, for a list. */
  default String brief(Onset onset) {
    return switch (onset.status()) {
      case FOUND -> briefFound(onset);
      case NOT_REACHED -> onset.lower() == null ? "none" : "none up to " + upTo(onset.lower());
      case BELOW_START -> "at the lowest load already";
      case UNDECIDED -> "undecided";
    };
  }

  String found(Onset onset);

  String briefFound(Onset onset);

  String belowStart(Onset onset);

  String undecided(Onset onset);

  /** A load that was confirmed clean, with its unit. */
  String upTo(double load);

  OutcomeWords words(Onset onset);

  private String notReached(Onset onset) {
    var none = "No " + words(onset).none();
    return onset.lower() == null
        ? none + " at any load offered."
        : none + " up to " + upTo(onset.lower()) + ".";
  }
}
