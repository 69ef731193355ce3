package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.RetryAfter;
import dev.onset.record.ExperimentRecord.Scope;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.FeederRecord;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment found out beside its answer, a statement each; what is not known is absent.
 */
final class Particulars {

  private Particulars() {}

  /**
   * The limiter, its promise, its scope, the recovery, dropped SYNs, the target's addresses, the
   * load generator's fitness, how rows were spent, the cost.
   */
  static List<Statement> of(ExperimentRecord experiment) {
    var statements = new ArrayList<Statement>();
    var limiter = experiment.limiter();
    if (limiter != null) {
      boolean perRow = isPerRow(experiment.feeder());
      // Of a limiter for each row one row's decisions were looked at, and their number is not kept.
      var words = LimiterWords.of(limiter, perRow ? null : decisions(experiment.trials()));
      statements.add(new Statement(Mark.LIMITER, perRow ? "For each row: " + words : words));
      var promise = promise(limiter);
      if (promise != null) {
        statements.add(promise);
      }
      if (limiter.scope() != null) {
        statements.add(new Statement(Mark.SCOPE, scope(limiter.scope())));
      }
    }
    var recovery = experiment.recovery();
    if (recovery != null && recovery.differs()) {
      statements.add(new Statement(Mark.RECOVERY, RecoveryWords.of(experiment, recovery)));
    }
    statements.addAll(connecting(experiment));
    // Without a trial there is nothing of which the load generator could be innocent.
    boolean counted =
        experiment.trials().stream().anyMatch(trial -> trial.verdict() != Verdict.INVALID);
    if (counted || experiment.injector().verdict() == Fitness.LIMITED) {
      statements.add(Answer.fitness(experiment.injector()));
    }
    var feeder = experiment.feeder();
    if (feeder != null) {
      statements.add(new Statement(Mark.ROWS, FeederWords.of(experiment, feeder)));
    }
    boolean loaded = experiment.study() == null || !experiment.trials().isEmpty();
    if (loaded && experiment.cost() != null) {
      statements.add(new Statement(Mark.COST, cost(experiment, experiment.cost())));
    }
    return List.copyOf(statements);
  }

  private static boolean isPerRow(@Nullable FeederRecord feeder) {
    return feeder != null && Boolean.TRUE.equals(feeder.limitPerRow());
  }

  /** What was seen of connecting. */
  private static List<Statement> connecting(ExperimentRecord experiment) {
    var statements = new ArrayList<Statement>();
    var dropped = experiment.droppedSyn();
    if (dropped != null) {
      statements.add(
          new Statement(Mark.DROPPED_SYN, ConnectWords.droppedSyn(experiment.axis(), dropped)));
    }
    var addresses = experiment.addresses();
    var words = addresses == null ? null : ConnectWords.addresses(addresses);
    if (words != null) {
      statements.add(new Statement(Mark.ADDRESSES, words));
    }
    return statements;
  }

  /**
   * How many decisions the limiter was inferred from: what reached it up to the last watch. Not
   * known when loads were confirmed before that, because what prepared them is not in the trials.
   */
  static @Nullable Long decisions(List<Trial> trials) {
    int watched = trials.size();
    while (watched > 0 && !SectionModel.purpose(trials.get(watched - 1)).equals("watch")) {
      watched--;
    }
    var read = trials.subList(0, watched);
    return read.isEmpty() || !read.stream().allMatch(Particulars::isUnprepared)
        ? null
        : Long.valueOf(read.stream().mapToLong(Particulars::reachedTheLimiter).sum());
  }

  private static boolean isUnprepared(Trial trial) {
    var purpose = SectionModel.purpose(trial);
    return purpose.equals("ladder") || purpose.equals("watch");
  }

  private static long reachedTheLimiter(Trial trial) {
    return trial.outcomes().entrySet().stream()
        .filter(
            entry ->
                switch (entry.getKey()) {
                  case CONNECT_TIMEOUT,
                      CONNECTION_REFUSED,
                      UNREACHABLE,
                      DNS_FAILURE,
                      TLS_FAILURE,
                      INJECTOR_EXHAUSTED ->
                      false;
                  default -> true;
                })
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static @Nullable Statement promise(Limiter limiter) {
    var parts = new ArrayList<String>();
    var broken = false;
    var promise = limiter.promise();
    if (promise != null) {
      broken = promise.verdict().startsWith("BROKEN");
      var text = Answer.trimmed(promise.text()).replaceFirst(": kept$", "");
      parts.add(
          switch (promise.verdict()) {
            case "KEPT" -> "Kept: " + text + ".";
            case "BROKEN_STRICTER" -> "Broken, the target is stricter than it says: " + text + ".";
            case "BROKEN_LOOSER" -> "Broken, the target is looser than it says: " + text + ".";
            default -> "Undecided: " + text + ".";
          });
    } else if (limiter.declared() != null) {
      parts.add(declared(limiter.declared()));
    }
    var waits = limiter.retryAfter();
    if (waits != null) {
      broken |= waits.kept() < waits.tested();
      parts.add(waits(waits));
    }
    return parts.isEmpty()
        ? null
        : new Statement(broken ? Mark.BROKEN_PROMISE : Mark.PROMISE, String.join(" ", parts));
  }

  private static String declared(ExperimentRecord.Declared declared) {
    var rate = declared.ratePerSecond();
    var window = declared.windowSeconds();
    return "The target declares %s%s in %s."
        .formatted(
            rate == null ? "a limit" : Figures.quantity(rate) + " requests/s",
            window == null ? "" : " over " + Figures.quantity(window) + " s",
            declared.source());
  }

  private static String waits(RetryAfter waits) {
    var parts = new ArrayList<String>();
    if (waits.tested() > 0) {
      parts.add(
          "a request was admitted after %s of %s %s kept to the letter%s"
              .formatted(
                  Figures.count(waits.kept()),
                  Figures.count(waits.tested()),
                  waits.tested() == 1 ? "wait" : "waits",
                  waits.kept() < waits.tested() ? ", so they are too short" : ""));
    }
    if (waits.longer() > 0) {
      parts.add(
          waits.longer() == 1
              ? "1 wait was longer than needed"
              : Figures.count(waits.longer()) + " waits were longer than needed");
    }
    return "Retry-After: " + (parts.isEmpty() ? "not tested" : String.join("; ", parts)) + ".";
  }

  private static String scope(Scope scope) {
    var seen =
        "two credentials together sent %s requests/s, and %s of that was rejected"
            .formatted(
                Figures.quantity(scope.offeredPerSecond()), Figures.share(scope.rejectedShare()));
    return switch (scope.kind()) {
      case "PER_CREDENTIAL" -> "Each credential has a limit of its own: " + seen + ".";
      case "SHARED" ->
          "The credentials share one limit, per address or for all callers: " + seen + ".";
      default -> "Whether the credentials share one limit is undecided: " + seen + ".";
    };
  }

  private static String cost(ExperimentRecord experiment, Cost cost) {
    return "It took %s %s, %s of them refused (budget %s), and %s (budget %s), %s of it under load."
        .formatted(
            Figures.count(cost.requests()),
            experiment.axis() == Axis.CONCURRENCY ? "attempts" : "requests",
            Figures.count(cost.rejected()),
            Figures.count(cost.rejectedBudget()),
            Figures.span(experiment.durationSeconds()),
            Figures.span(cost.secondsBudget()),
            Figures.span(cost.loadSeconds()));
  }

  /** The numbers behind the sentences about limiter and recovery, for those who want them. */
  static List<RunPage.Fact> numbers(ExperimentRecord experiment) {
    var facts = new ArrayList<RunPage.Fact>();
    var limiter = experiment.limiter();
    if (limiter != null) {
      add(facts, "Limiter", limiter.algorithm());
      add(facts, "Variant", limiter.variant());
      add(facts, "Sustained rate", unit(limiter.ratePerSecond(), "requests/s"));
      add(facts, "Burst", unit(limiter.burst(), "requests"));
      add(
          facts,
          "Window",
          limiter.windowSeconds() == null ? null : unit(limiter.windowSeconds(), "s"));
      add(facts, "Rejected requests count", yesNo(limiter.countsRejected()));
      add(facts, "Predicted decisions", percent(limiter.explained()));
      add(facts, "Confidence", percent(limiter.confidence()));
      var scope = limiter.scope();
      if (scope != null) {
        add(facts, "Scope", scope.kind());
      }
      var promise = limiter.promise();
      if (promise != null) {
        add(facts, "Promise", promise.verdict());
      }
      var declared = limiter.declared();
      if (declared != null) {
        add(facts, "Declared", declared(declared));
      }
      var waits = limiter.retryAfter();
      if (waits != null) {
        add(facts, "Waits asked for", waits.text() == null ? null : Answer.trimmed(waits.text()));
      }
    }
    add(facts, "Ended without an answer while", ConnectWords.phases(experiment));
    var recovery = experiment.recovery();
    if (recovery != null) {
      add(facts, "Recovery", RecoveryWords.of(experiment, recovery));
    }
    return List.copyOf(facts);
  }

  private static void add(List<RunPage.Fact> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.add(new RunPage.Fact(name, value));
    }
  }

  private static @Nullable String unit(double value, String unit) {
    return Double.isFinite(value) ? Figures.quantity(value) + " " + unit : null;
  }

  private static @Nullable String percent(double share) {
    return Double.isFinite(share) ? Figures.share(share) : null;
  }

  private static @Nullable String yesNo(@Nullable Boolean value) {
    return value == null ? null : value ? "yes" : "no";
  }
}
