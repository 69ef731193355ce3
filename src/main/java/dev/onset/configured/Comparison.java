package dev.onset.configured;

import dev.onset.limiter.PromiseMeasured;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.Configured.Scope;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.FeederRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is configured, held against what was measured. A limit within the confirmed bounds is kept,
 * with the room that {@link PromiseMeasured} leaves around them, as for limits that headers
 * declare.
 *
 * @param measured the bounds in words
 * @param reason what else there is to say of the verdict; empty when it says everything
 */
public record Comparison(Limit limit, Verdict verdict, String measured, String reason) {

  /** How the measurement stands to the configured limit. */
  public enum Verdict {
    /** The limit lies within the measured bounds. */
    KEPT,
    /** The target refuses below what is configured. */
    LOWER,
    /** The target admits more than is configured. */
    HIGHER,
    /** The load did not come up to the limit, or another one came first. */
    NOT_REACHED,
    /** The experiment does not say. */
    NOT_COMPARABLE;

    /** For people. */
    public String words() {
      return name().replace('_', ' ');
    }
  }

  /** Part of a limit that its burst may add while a load lasts, and it is still kept. */
  private static final double LITTLE = 0.1;

  /** Measured where nothing was. */
  static final String NOTHING = "–";

  /** Limit, measurement and verdict in one line, such as the console shows. */
  public String sentence() {
    return "%s by %s; %s: %s%s"
        .formatted(
            limit.value(),
            limit.name(),
            measured.equals(NOTHING) ? "not compared" : "measured " + measured,
            verdict.words(),
            reason.isEmpty() ? "" : ", " + reason);
  }

  /** One for each configured limit, in their order; none when nothing was configured. */
  public static List<Comparison> of(ExperimentRecord experiment) {
    var configured = experiment.configured();
    return configured == null
        ? List.of()
        : configured.limits().stream()
            .map(limit -> of(limit, configured.limits(), experiment))
            .toList();
  }

  private static Comparison of(Limit limit, List<Limit> all, ExperimentRecord experiment) {
    return switch (limit.kind()) {
      case RATE_LIMIT ->
          experiment.axis() == Axis.RATE
              ? rate(limit, all, experiment)
              : not(
                  limit,
                  "the %s axis does not measure rates of requests".formatted(axis(experiment)));
      case CONCURRENCY ->
          experiment.axis() == Axis.CONCURRENCY
              ? load(limit, limit.amount(), all, experiment, "", Outcome::isTurnedAway)
              : not(limit, "the %s axis does not measure that".formatted(axis(experiment)));
      case HARD_TIMEOUT -> TimeoutComparison.of(limit, all, experiment);
      case QUOTA -> not(limit, "a quota is not used up on purpose");
      case CIRCUIT_BREAKER ->
          not(
              limit,
              "a circuit breaker opens on failures behind the gateway, which no load can be blamed for");
    };
  }

  private static String axis(ExperimentRecord experiment) {
    return experiment.axis().slug();
  }

  private static Comparison rate(Limit limit, List<Limit> all, ExperimentRecord experiment) {
    var window = limit.windowSeconds();
    double seconds = TrialTimes.longest(experiment);
    if (window != null && !new PromiseMeasured(null, null, seconds).coversWindow(window)) {
      return not(
          limit,
          "its window of %s s is too long for loads that lasted %s s"
              .formatted(Words.number(window), Words.number(seconds)));
    }
    var feeder = experiment.feeder();
    if (feeder != null && feeder.rows() > 1) {
      var why = apart(limit, feeder);
      if (why != null) {
        return not(limit, why);
      }
    }
    var other = otherLimiter(experiment);
    if (other != null) {
      return not(limit, other);
    }
    return load(limit, limit.ratePerSecond(), all, experiment, "/s", rejections(experiment));
  }

  /** Why the rejections say nothing of a rate of requests, or null. */
  private static @Nullable String otherLimiter(ExperimentRecord experiment) {
    var limiter = experiment.limiter();
    if (limiter == null) {
      return null;
    }
    var tokens = limiter.tokens();
    if (tokens != null && tokens.counts().equals("TOKENS")) {
      return "what turned requests away counts tokens";
    }
    return switch (limiter.algorithm()) {
      case "CONCURRENCY_CAP" -> "what turned requests away caps those in flight";
      case "SHEDDING" -> "requests were turned away at random";
      default -> null;
    };
  }

  /** Why a limit cannot be held against requests that were made with several rows, or null. */
  private static @Nullable String apart(Limit limit, FeederRecord feeder) {
    var perRow = feeder.limitPerRow();
    if (limit.scope() == Scope.CREDENTIAL && !Boolean.TRUE.equals(perRow)) {
      return perRow == null
          ? "requests took turns with %d rows, and whether each has a limit of its own is not known"
              .formatted(feeder.rows())
          : "the %d rows that requests took turns with share one limit".formatted(feeder.rows());
    }
    return limit.scope() != Scope.CREDENTIAL && Boolean.TRUE.equals(perRow)
        ? "each of the %d rows has a limit of its own, which comes first".formatted(feeder.rows())
        : null;
  }

  /** Of a limit that each row has for itself, what was measured is that of all rows. */
  private static int shares(ExperimentRecord experiment) {
    var feeder = experiment.feeder();
    return experiment.axis() == Axis.RATE
            && feeder != null
            && Boolean.TRUE.equals(feeder.limitPerRow())
        ? feeder.rows()
        : 1;
  }

  private static @Nullable Double share(@Nullable Double whole, int shares) {
    return whole == null ? null : Double.valueOf(whole / shares);
  }

  /** A limiter may answer 503 or 403; only when one was met does that count as its rejection. */
  private static Predicate<Outcome> rejections(ExperimentRecord experiment) {
    boolean plain =
        experiment.onsets().stream()
            .anyMatch(
                o -> o.outcome() == Outcome.RATE_LIMITED && o.status() != OnsetStatus.NOT_REACHED);
    boolean other = experiment.limiter() != null && !plain;
    return other ? Outcome::isTurnedAway : outcome -> outcome == Outcome.RATE_LIMITED;
  }

  private static Comparison load(
      Limit limit,
      @Nullable Double configured,
      List<Limit> all,
      ExperimentRecord experiment,
      String unit,
      Predicate<Outcome> rejects) {
    var onset = onset(experiment.onsets(), rejects);
    if (onset == null || configured == null) {
      return not(limit, "no load was confirmed");
    }
    boolean reached = onset.status() != OnsetStatus.NOT_REACHED;
    boolean sure = onset.status() != OnsetStatus.UNDECIDED;
    int shares = shares(experiment);
    var lower =
        share(sure && onset.status() != OnsetStatus.BELOW_START ? onset.lower() : null, shares);
    var upper = share(sure && reached ? onset.upper() : null, shares);
    if (lower == null && upper == null) {
      return not(limit, "no bound is confirmed");
    }
    var bounds = new PromiseMeasured(lower, upper, 0);
    var words = bounds(lower, upper, unit);
    if (lower != null && bounds.above(configured)) {
      double room = TrialTimes.room(limit, lower, experiment);
      if (bounds.above(configured + room)) {
        return said(limit, Verdict.HIGHER, words, "more is admitted");
      }
      return upper != null && room <= configured * LITTLE
          ? said(limit, Verdict.KEPT, words, "with what its burst lets through")
          : said(
              limit,
              Verdict.NOT_COMPARABLE,
              words,
              "its burst can have let that through for as long as the load lasted");
    }
    if (bounds.below(configured)) {
      return smallerFirst(limit, configured, all, bounds)
          ? said(limit, Verdict.NOT_REACHED, words, "a lower limit comes first")
          : said(limit, Verdict.LOWER, words, lower(limit));
    }
    if (lower != null && upper != null) {
      return said(limit, Verdict.KEPT, words, "");
    }
    return lower != null
        ? said(limit, Verdict.NOT_REACHED, words, "the load did not come up to it")
        : said(limit, Verdict.NOT_COMPARABLE, words, "only one side is confirmed");
  }

  private static String lower(Limit limit) {
    var burst = limit.burst();
    if (limit.kind() == Kind.RATE_LIMIT && burst != null && burst == 0) {
      return "less is admitted; without a burst it refuses whatever comes unevenly";
    }
    return limit.scope() == Scope.EVERYONE
        ? "less is admitted; others may have used a part of it"
        : "less is admitted";
  }

  /** Whether another limit of the kind is lower, and not above what was measured itself. */
  private static boolean smallerFirst(
      Limit limit, double configured, List<Limit> all, PromiseMeasured bounds) {
    return all.stream()
        .filter(other -> other.kind() == limit.kind())
        .map(other -> other.kind() == Kind.RATE_LIMIT ? other.ratePerSecond() : other.amount())
        .anyMatch(other -> other != null && other < configured && !bounds.below(other));
  }

  private static @Nullable Onset onset(List<Onset> onsets, Predicate<Outcome> rejects) {
    Onset found = null;
    for (var onset : onsets) {
      if (rejects.test(onset.outcome())
          && (found == null || found.status() == OnsetStatus.NOT_REACHED)) {
        found = onset;
      }
    }
    return found;
  }

  private static String bounds(@Nullable Double lower, @Nullable Double upper, String unit) {
    if (lower == null) {
      return upper == null ? NOTHING : "below " + Words.number(upper) + unit;
    }
    return upper == null
        ? "no rejection up to " + Words.number(lower) + unit
        : Words.number(lower) + "–" + Words.number(upper) + unit;
  }

  static Comparison said(Limit limit, Verdict verdict, String measured, String reason) {
    return new Comparison(limit, verdict, measured, reason);
  }

  static Comparison not(Limit limit, String why) {
    return new Comparison(limit, Verdict.NOT_COMPARABLE, NOTHING, why);
  }
}
