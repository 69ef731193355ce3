package dev.onset.search;

import dev.onset.evidence.AttemptLog;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Arrivals;
import dev.onset.limiter.DeclaredAgreement;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.limiter.Hints;
import dev.onset.limiter.Identification;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the trials say of the limiter they met.
 *
 * <p>All attempts count that the limiter can have seen, those of spoilt trials and of preludes
 * included, up to the end of the last trial that watched: what is verified later must not move what
 * is being verified. The last reading is kept, because it costs some hundred milliseconds. Confined
 * to one thread.
 */
public final class LimiterReading {

  /** Which trials were read; relabelled ones differ in their rejections. */
  private record Read(int trials, long attempts, long rejections) {}

  private final Instant origin;
  private final Supplier<List<DeclaredPolicy>> declared;
  private final int callers;
  private @Nullable Read read;
  private @Nullable Limiter last;
  private double requestsPerLoad = 1;

  /**
   * A reading of one experiment's trials.
   *
   * @param origin the wall clock's time when the experiment began
   * @param declared the limits that the target has declared by now
   */
  public LimiterReading(Instant origin, Supplier<List<DeclaredPolicy>> declared) {
    this(origin, declared, 1);
  }

  /**
   * As above, of requests that are made in the name of several callers in turn.
   *
   * @param callers how many there are
   */
  public LimiterReading(Instant origin, Supplier<List<DeclaredPolicy>> declared, int callers) {
    this.origin = origin;
    this.declared = declared;
    this.callers = callers;
  }

  /**
   * The limiter in the unit of the loads, or null when none has been watched that rejected
   * anything. Where an attempt consists of several requests, a load of {@code x} is {@code k x}
   * requests per second, and the limiter's numbers are divided by that {@code k}.
   */
  public @Nullable Limiter of(List<Trial> trials) {
    var limiter = inRequests(trials);
    return limiter == null ? null : limiter.dividedBy(requestsPerLoad);
  }

  /** The limiter in requests, or null when none has been watched that rejected anything. */
  @Nullable Limiter inRequests(List<Trial> trials) {
    int watched = trials.size();
    while (watched > 0 && trials.get(watched - 1).purpose() != Purpose.WATCH) {
      watched--;
    }
    var upToWatch = trials.subList(0, watched);
    if (watched == 0) {
      return null;
    }
    if (upToWatch.stream().noneMatch(LimiterReading::showsALimiter)) {
      return null;
    }
    if (upToWatch.stream().anyMatch(trial -> trial.summary().log().isOverfull())) {
      return tooMany();
    }
    var now = read(upToWatch);
    if (last == null || !now.equals(read)) {
      var limited = LimitedRequests.in(upToWatch);
      requestsPerLoad = limited.perAttempt();
      last = DeclaredAgreement.with(identified(upToWatch, limited), declared.get());
      read = now;
    }
    return last;
  }

  /**
   * Whether a trial that counts was rejected in part. Where only spoilt ones were, the load
   * generator's own lumps may have been what was rejected.
   */
  private static boolean showsALimiter(Trial trial) {
    return trial.valid() && LimiterOnset.rejections(trial) > 0;
  }

  private static Limiter tooMany() {
    return new Limiter(
        Algorithm.UNKNOWN,
        null,
        0,
        0,
        null,
        null,
        0,
        0,
        List.of(),
        "a trial made more than "
            + AttemptLog.MOST
            + " attempts, too many to keep one by one: lower onset.rate.max or shorten its trials");
  }

  /**
   * A limiter of all callers together, or what limits the busiest of them, for each: whichever
   * explains more of what it decided.
   */
  private Limiter identified(List<Trial> trials, LimitedRequests limited) {
    var together = Identification.of(arrivals(trials, limited, caller -> true), hints());
    if (callers == 1) {
      return together;
    }
    int busiest = busiest(trials);
    var one = Identification.of(arrivals(trials, limited, caller -> caller == busiest), hints());
    if (Identification.isSettled(one)
        && remembers(one)
        && (!remembers(together) || one.explained() > together.explained())) {
      return one.times(callers);
    }
    boolean sheds = together.algorithm() == Algorithm.SHEDDING;
    return sheds && one.algorithm() != Algorithm.SHEDDING ? atRandom(together) : together;
  }

  private static boolean remembers(Limiter limiter) {
    return switch (limiter.algorithm()) {
      case TOKEN_BUCKET, LEAKY_BUCKET, FIXED_WINDOW, SLIDING_LOG, SLIDING_COUNTER -> true;
      case CONCURRENCY_CAP, SHEDDING, UNKNOWN -> false;
    };
  }

  /** Many limiters that each count for themselves look random to whoever sees them as one. */
  private static Limiter atRandom(Limiter shedding) {
    return new Limiter(
        Algorithm.UNKNOWN,
        null,
        shedding.ratePerSecond(),
        0,
        null,
        null,
        0,
        shedding.explained(),
        List.of(),
        "over all rows rejections look random, and of a single row too little was seen to tell"
            + " whether it has a limit of its own");
  }

  private int busiest(List<Trial> trials) {
    var attempts = new int[callers];
    for (var trial : trials) {
      trial.everything().log().entries().forEach(entry -> attempts[entry.caller()]++);
    }
    return IntStream.range(0, callers)
        .reduce(0, (most, caller) -> attempts[caller] > attempts[most] ? caller : most);
  }

  private static Read read(List<Trial> trials) {
    long attempts = 0;
    long rejections = 0;
    for (var trial : trials) {
      attempts += trial.prelude().attempts() + trial.summary().attempts();
      rejections += LimiterOnset.rejections(trial);
    }
    return new Read(trials.size(), attempts, rejections);
  }

  private Arrivals arrivals(List<Trial> trials, LimitedRequests limited, IntPredicate callers) {
    var arrivals = Arrivals.builder(origin.toEpochMilli() / 1e3);
    for (var trial : trials) {
      for (var entry : trial.everything().log().entries()) {
        if (!callers.test(entry.caller())) {
          continue;
        }
        if (entry.parts().isEmpty()) {
          add(arrivals, entry.startNanos(), entry.endNanos(), entry.outcome(), entry.tokens());
        }
        for (var part : entry.parts()) {
          if (limited.contains(part)) {
            add(arrivals, part.startNanos(), part.endNanos(), part.outcome(), Double.NaN);
          }
        }
      }
    }
    return arrivals.build();
  }

  private static void add(
      Arrivals.Builder arrivals, long startNanos, long endNanos, Outcome outcome, double tokens) {
    if (reachedTheLimiter(outcome)) {
      arrivals.add(
          startNanos / 1e9,
          outcome == Outcome.REQUEST_TIMEOUT ? Double.POSITIVE_INFINITY : endNanos / 1e9,
          !outcome.isRejection(),
          tokens);
    }
  }

  /**
   * The shortest window that the target declares, in seconds, or null. One that is longer than can
   * be watched counts as none: a quota of an hour says nothing of what rejects within seconds.
   */
  @Nullable Double declaredWindow() {
    return hints().windowsSeconds().stream()
        .filter(seconds -> seconds <= Watching.LONGEST_WINDOW_SECONDS)
        .min(Double::compare)
        .orElse(null);
  }

  /**
   * The lowest rate that the target declares, in loads: a limit for each caller as often as there
   * are callers, one on tokens by what requests were seen to cost on average; null when it declares
   * none that is known in loads and can be watched.
   */
  @Nullable Double declaredRate(List<Trial> trials) {
    double cost =
        trials.stream()
            .flatMap(trial -> trial.everything().log().entries().stream())
            .mapToDouble(AttemptLog.Entry::tokens)
            .filter(tokens -> !Double.isNaN(tokens))
            .average()
            .orElse(Double.NaN);
    double perAttempt = LimitedRequests.in(trials).perAttempt();
    return declared.get().stream()
        .filter(policy -> windowOf(policy) <= Watching.LONGEST_WINDOW_SECONDS)
        .mapToDouble(
            policy ->
                switch (policy.unit()) {
                  case REQUESTS -> policy.limit() / windowOf(policy) * callers / perAttempt;
                  case TOKENS -> policy.limit() / windowOf(policy) * callers / cost;
                  default -> Double.NaN;
                })
        .filter(rate -> !Double.isNaN(rate))
        .boxed()
        .min(Double::compare)
        .orElse(null);
  }

  private static double windowOf(DeclaredPolicy policy) {
    var seconds = policy.windowSeconds();
    return seconds == null ? Double.NaN : seconds;
  }

  /**
   * How long a load must be held to meet the declared limits on requests that are stricter than it,
   * in seconds: what is left of a window, and then as long as the next one's requests last. Those
   * that take longer than {@code most} are left out; 0 when there are none.
   */
  double secondsToMeet(double load, double most) {
    return declared.get().stream()
        .filter(policy -> policy.unit() == DeclaredUnit.REQUESTS)
        .mapToDouble(policy -> secondsToMeet(policy, load * requestsPerLoad))
        .filter(seconds -> seconds <= most)
        .max()
        .orElse(0);
  }

  private static double secondsToMeet(DeclaredPolicy policy, double load) {
    var rate = policy.ratePerSecond();
    var window = policy.windowSeconds();
    return rate == null || window == null || rate >= load ? 0 : window + policy.limit() / load + 1;
  }

  private Hints hints() {
    return new Hints(
        declared.get().stream()
            .map(DeclaredPolicy::windowSeconds)
            .filter(Objects::nonNull)
            .toList());
  }

  private static boolean reachedTheLimiter(Outcome outcome) {
    return switch (outcome) {
      case CONNECT_TIMEOUT,
          CONNECTION_REFUSED,
          UNREACHABLE,
          DNS_FAILURE,
          TLS_FAILURE,
          INJECTOR_EXHAUSTED ->
          false;
      case OK,
          RATE_LIMITED,
          QUOTA_EXCEEDED,
          CONNECTION_RESET,
          CLOSED_EARLY,
          REQUEST_TIMEOUT,
          OVERLOADED,
          GATEWAY_TIMEOUT,
          UPSTREAM_FAILURE,
          DENIED,
          TOO_LARGE,
          APPLICATION_ERROR,
          CHECK_FAILED,
          PROTOCOL_ERROR,
          OTHER ->
          true;
    };
  }
}
