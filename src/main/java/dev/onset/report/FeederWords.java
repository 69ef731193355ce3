package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.FeederRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.stream.Collectors;

/** How the rows were spent that requests were filled with, in words. */
final class FeederWords {

  /** Up to so many rows are named; of more, the worst are. */
  private static final int NAMED_ROWS = 5;

  private FeederWords() {}

  static String of(ExperimentRecord experiment, FeederRecord feeder) {
    return used(feeder) + failures(feeder) + perRow(experiment, feeder);
  }

  private static String used(FeederRecord feeder) {
    if (feeder.attempts() == 0) {
      return "None of the %,d rows of %s was used.".formatted(feeder.rows(), feeder.file());
    }
    var order =
        switch (feeder.order()) {
          case "circular" -> "in turn";
          case "once" -> "each once at most";
          default -> feeder.order();
        };
    var each =
        feeder.used() < feeder.rows()
            ? "%,d were used, up to %s"
                .formatted(feeder.used(), attempts(feeder.most()) + " with one")
            : feeder.least() == feeder.most()
                ? attempts(feeder.most()) + " with each"
                : "%,d to %s with each".formatted(feeder.least(), attempts(feeder.most()));
    return "%,d %s of %s (%s), %s: %s."
        .formatted(
            feeder.rows(),
            feeder.rows() == 1 ? "row" : "rows",
            feeder.file(),
            String.join(", ", feeder.columns()),
            order,
            each);
  }

  private static String attempts(long count) {
    return "%,d %s".formatted(count, count == 1 ? "attempt" : "attempts");
  }

  private static String failures(FeederRecord feeder) {
    return feeder.failures().stream()
        .map(
            failure ->
                " %s met %s%,d of %,d rows%s."
                    .formatted(
                        failure.outcome(),
                        failure.rows() == feeder.used() ? "all, " : "",
                        failure.rows(),
                        feeder.used(),
                        failure.rows() == feeder.used() ? "" : named(failure)))
        .collect(Collectors.joining());
  }

  private static String named(FeederRecord.Failure failure) {
    var numbers = failure.worst().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return failure.rows() > NAMED_ROWS
        ? ", most often rows " + numbers
        : (failure.rows() == 1 ? ": row " : ": rows ") + numbers;
  }

  /** Whom the limit is for, and what the onset comes to for one row. */
  private static String perRow(ExperimentRecord experiment, FeederRecord feeder) {
    var known = feeder.limitPerRow();
    if (Boolean.FALSE.equals(known)) {
      return feeder.rows() > 1 ? " They share one limit." : "";
    }
    if (experiment.axis() != Axis.RATE || feeder.rows() < 2 || feeder.order().equals("once")) {
      return "";
    }
    var each =
        experiment.onsets().stream()
            .filter(onset -> onset.outcome() == Outcome.RATE_LIMITED)
            .filter(onset -> onset.status() == OnsetStatus.FOUND)
            .findFirst()
            .map(onset -> bounds(onset, feeder.rows()))
            .orElse("");
    if (known == null) {
      return each.isEmpty() ? "" : " If each row has a limit of its own, it is" + each + ".";
    }
    return " Each row has a limit of its own" + (each.isEmpty() ? "" : "," + each) + ".";
  }

  private static String bounds(Onset onset, int rows) {
    var lower = onset.lower();
    var upper = onset.upper();
    return lower == null || upper == null
        ? ""
        : " %s to %s/s".formatted(Figures.quantity(lower / rows), Figures.quantity(upper / rows));
  }
}
