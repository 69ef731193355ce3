package dev.onset.record;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Diagnosis;
import dev.onset.record.ExperimentRecord.Distribution;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Latency;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Machine;
import dev.onset.record.ExperimentRecord.PhaseLatency;
import dev.onset.record.ExperimentRecord.Promise;
import dev.onset.record.ExperimentRecord.Recovery;
import dev.onset.record.ExperimentRecord.RetryAfter;
import dev.onset.record.ExperimentRecord.Scope;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Whole experiment records against targets whose limits are known. */
public final class SampleExperiments {

  public static final String RUN = "2.4.0-20261122-135032";

  /** Ends of tenths of a decade from 0.1259 ms on. */
  private static final List<Double> UP_TO_MILLIS =
      IntStream.rangeClosed(-9, 35)
          .mapToObj(i -> new BigDecimal(Math.pow(10, i / 10.0)).round(new MathContext(4)))
          .map(BigDecimal::doubleValue)
          .toList();

  private SampleExperiments() {}

  /** A token bucket of 200 requests/s with a burst of 20: ladder, bracket, confirmation. */
  public static ExperimentRecord rate() {
    return rate(new ExperimentBuilder(Axis.RATE));
  }

  private static ExperimentRecord rate(ExperimentBuilder builder) {
    var bucket = new Bucket(200, 20);
    for (double load = 10; load < 240; load *= 1.25) {
      bucket.hold(load, 2, "ladder");
    }
    var observed = bucket.lastLoad();
    bucket.rest(2);
    for (double load : new double[] {150, 180, 225, 210, 192}) {
      bucket.hold(load, 6, "bracket");
      bucket.rest(1);
    }
    bucket.hold(195, 12, "confirm");
    bucket.rest(1);
    bucket.hold(204, 12, "confirm");
    return builder
        .onset(
            new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 195.0, 204.0, 200.0, observed, 0.98))
        .onset(
            new Onset(
                Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 225.0, null, null, null, 0.9))
        .limiter(
            ExperimentBuilder.limiter(
                "TOKEN_BUCKET",
                200.0,
                20,
                null,
                false,
                0.97,
                new Declared(200.0, 1.0, "RateLimit-Policy")))
        .message(
            Outcome.RATE_LIMITED,
            "HTTP 429 · {\"error\":\"rate limit exceeded\",\"limit\":200} · Retry-After: 1",
            bucket.total(Outcome.RATE_LIMITED))
        .trials(bucket.trials)
        .series(bucket.series())
        .outcomes(bucket.totals())
        .latency(new Latency(Outcome.OK, bucket.total(Outcome.OK), 1.42, 2.3, 4.87, 18.6))
        .latency(
            new Latency(
                Outcome.RATE_LIMITED, bucket.total(Outcome.RATE_LIMITED), 0.8, 1.1, 1.9, 3.2))
        .diagnosis(
            new Diagnosis(
                "Rate limiter",
                0.97,
                List.of(
                    "Rejections came back in 0.8 ms at the median, admitted requests in 1.4 ms.",
                    "A token bucket of 200/s with a burst of 20 predicts 99.9% of all answers."),
                List.of(
                    "Raise the limit of this route, or spread callers over time; the service behind"
                        + " the gateway was not under strain.")))
        .note(
            "Warmed up against a sink on this machine for 6 s; nothing of that reached the target.")
        .seconds(bucket.now)
        .peakConnections(4)
        .build();
  }

  /** The first one, with what its gateway's definitions say. */
  public static ExperimentRecord configured() {
    return rate(
        new ExperimentBuilder(Axis.RATE)
            .definitions(
                List.of("api.json: $.version_data.versions.Default is for GET /other."),
                limit("key rate", "200/s", "key.json: $", Configured.Scope.CREDENTIAL, 200),
                limit(
                    "global_rate_limit",
                    "500/s",
                    "api.json: $.global_rate_limit",
                    Configured.Scope.EVERYONE,
                    500),
                limit("key rate", "100/s", "half.json: $", Configured.Scope.CREDENTIAL, 100)));
  }

  private static Configured.Limit limit(
      String name, String value, String source, Configured.Scope scope, double perSecond) {
    return new Configured.Limit(
        Configured.Kind.RATE_LIMIT, "Tyk's " + name, value, source, scope, perSecond, 1.0, null);
  }

  /**
   * A limiter that was watched, named and verified, and everything else that can be known of it.
   */
  public static ExperimentRecord watched() {
    var bucket = new Bucket(200, 20);
    for (double load = 10; load < 240; load *= 1.25) {
      bucket.hold(load, 2, "LADDER");
    }
    var observed = bucket.lastLoad();
    bucket.rest(1);
    bucket.vary(new double[] {520, 100, 320, 0, 440, 140, 600, 240}, 1, "WATCH");
    bucket.rest(1);
    bucket.hold(199.1, 12, "CONFIRM");
    bucket.hold(200.9, 12, "CONFIRM");
    bucket.rest(1);
    bucket.hold(320, 5, "SCOPE");
    bucket.hold(160, 15, "RECOVERY");
    var limiter =
        new Limiter(
            "TOKEN_BUCKET",
            "SMOOTH",
            200.0,
            20,
            null,
            null,
            0.974,
            0.9994,
            List.of("a leaky bucket of 200/s with room for 20, if nobody waits"),
            null,
            new Declared(250.0, 1.0, "X-RateLimit-Limit-Second"),
            new Promise(
                "BROKEN_STRICTER",
                "the headers promise 250 requests/s (X-RateLimit-Limit-Second), measured 199.1 to"
                    + " 200.9: it refuses at 80 % of what it promises"),
            new RetryAfter(
                3,
                2,
                1,
                "2 of 3 attempts were admitted that came after the declared wait: it is too short;"
                    + " after 1 refusal an attempt was admitted before half of the declared wait had"
                    + " passed"),
            new Scope("SHARED", 0.374, 320));
    return new ExperimentBuilder(Axis.RATE)
        .onset(
            new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 199.1, 200.9, 200.0, observed, 0.97))
        .onset(
            new Onset(
                Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 227.4, null, null, null, 0.9))
        .limiter(limiter)
        .recovery(new Recovery(Outcome.RATE_LIMITED, 301.4, 160.0, 12.2, true))
        .cost(
            new Cost(
                bucket.total(Outcome.OK) + bucket.total(Outcome.RATE_LIMITED),
                bucket.total(Outcome.RATE_LIMITED),
                bucket.now - 3,
                20_000,
                300))
        .message(
            Outcome.RATE_LIMITED,
            "HTTP 429 · {\"error\":\"rate limit exceeded\"} · Retry-After: 1",
            bucket.total(Outcome.RATE_LIMITED))
        .trials(bucket.trials)
        .series(bucket.series())
        .outcomes(bucket.totals())
        .latency(new Latency(Outcome.OK, bucket.total(Outcome.OK), 1.42, 2.3, 4.87, 18.6))
        .seconds(bucket.now)
        .peakConnections(4)
        .build();
  }

  /** A gateway that serves 40 connections, lets 17 more wait and ignores the rest. */
  public static ExperimentRecord concurrency() {
    var offered = new ArrayList<Long>();
    var outcomes = new TreeMap<Outcome, List<Long>>();
    var seconds = new ArrayList<Integer>();
    var ok = new long[] {10, 11, 12, 13, 4, 4, 4, 4, 0, 0, 12, 12, 13, 4, 4, 0, 0, 0};
    var silent = new long[] {0, 0, 0, 0, 9, 8, 0, 0, 0, 0, 0, 0, 0, 10, 7, 0, 0, 0};
    var timeouts = new long[] {0, 0, 0, 0, 0, 2, 10, 8, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0};
    for (int i = 0; i < ok.length; i++) {
      seconds.add(i);
      offered.add(ok[i] + silent[i] + timeouts[i]);
    }
    outcomes.put(Outcome.OK, boxed(ok));
    outcomes.put(Outcome.REQUEST_TIMEOUT, boxed(silent));
    outcomes.put(Outcome.CONNECT_TIMEOUT, boxed(timeouts));
    var builder = new ExperimentBuilder(Axis.CONCURRENCY);
    return builder
        .onset(new Onset(Outcome.REQUEST_TIMEOUT, OnsetStatus.FOUND, 40.0, 41.0, 41.0, 41.0, 0.99))
        .onset(new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 57.0, 58.0, 58.0, 58.0, 0.99))
        .message(
            Outcome.CONNECT_TIMEOUT,
            "io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms:"
                + " /127.0.0.1:8080",
            22)
        .message(
            Outcome.REQUEST_TIMEOUT,
            "i.g.h.c.i.RequestTimeoutException: Request timeout to /127.0.0.1:8080 after 10000 ms",
            34)
        .series(new Series(seconds, offered, outcomes))
        .outcomes(
            Map.of(
                Outcome.OK, sum(ok),
                Outcome.REQUEST_TIMEOUT, sum(silent),
                Outcome.CONNECT_TIMEOUT, sum(timeouts)))
        .trials(
            List.of(
                new Trial(
                    78,
                    8,
                    78,
                    78,
                    Verdict.BAD,
                    "20 connect timeouts, the first at connection 58",
                    Map.of(
                        Outcome.OK,
                        40L,
                        Outcome.REQUEST_TIMEOUT,
                        17L,
                        Outcome.CONNECT_TIMEOUT,
                        20L),
                    0,
                    "ladder",
                    1.1,
                    0.93,
                    4.0),
                new Trial(
                    57,
                    4,
                    57,
                    57,
                    Verdict.GOOD,
                    null,
                    Map.of(Outcome.OK, 40L, Outcome.REQUEST_TIMEOUT, 17L),
                    10,
                    "confirm",
                    0.9,
                    0.95,
                    3.0),
                new Trial(
                    58,
                    4,
                    58,
                    58,
                    Verdict.BAD,
                    "1 connect timeout, at connection 58",
                    Map.of(
                        Outcome.OK, 40L, Outcome.REQUEST_TIMEOUT, 17L, Outcome.CONNECT_TIMEOUT, 1L),
                    14,
                    "confirm",
                    0.9,
                    0.95,
                    3.5)))
        .latency(new Latency(Outcome.OK, sum(ok), 1.9, 3.1, 6.0, 9.4))
        .latency(new Latency(Outcome.CONNECT_TIMEOUT, sum(timeouts), 2901, 2903, 2907, 2907))
        .diagnosis(
            new Diagnosis(
                "Full accept queue",
                0.95,
                List.of(
                    "40 connections were served, 17 more were accepted by the kernel and never answered.",
                    "From the 58th on the kernel dropped the connection attempts without an answer."),
                List.of(
                    "Raise the gateway's connection limit, or its listen backlog together with net.core.somaxconn.")))
        .seconds(18)
        .peakConnections(78)
        .build();
  }

  /** New connections per second: nothing went wrong up to the ceiling of the search. */
  public static ExperimentRecord connectionRate() {
    var bucket = new Bucket(100_000, 100_000);
    for (double load = 10; load <= 400; load *= 2) {
      bucket.hold(load, 2, "ladder");
    }
    bucket.hold(400, 4, "confirm");
    return new ExperimentBuilder(Axis.CONNECTION_RATE)
        .onset(
            new Onset(
                Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 400.0, null, null, null, 0.95))
        .trials(bucket.trials)
        .series(bucket.series())
        .outcomes(bucket.totals())
        .latency(new Latency(Outcome.OK, bucket.total(Outcome.OK), 2.0, 3.4, 7.2, 21))
        .seconds(bucket.now)
        .peakConnections(9)
        .build();
  }

  /** A firewall that drops SYNs from 50 new connections/s on; most come through at the retry. */
  public static ExperimentRecord droppedSyns() {
    var steps = Map.of(1, 212L, 2, 61L, 3, 17L);
    var connect =
        new Distribution(
            Distribution.CONNECT,
            Outcome.OK,
            UP_TO_MILLIS,
            counts(Map.of(2, 60L, 3, 1204L, 4, 310L, 5, 41L, 40, 212L, 43, 61L, 44, 17L)));
    var gaveUp =
        new Distribution(
            Distribution.CONNECT, Outcome.CONNECT_TIMEOUT, List.of(3162.0), List.of(9L));
    var trials = new ArrayList<Trial>();
    var offered = new ArrayList<Long>();
    var ok = new ArrayList<Long>();
    var timeouts = new ArrayList<Long>();
    var seconds = new ArrayList<Integer>();
    for (double load : new double[] {10, 20, 40, 80, 48, 64, 52, 49.5, 50.25}) {
      long lost = load < 60 ? 0 : Math.round((load - 50) / 10);
      long sent = Math.round(load * 4);
      trials.add(
          new Trial(
              load,
              4,
              sent,
              sent,
              load > 50 ? Verdict.BAD : Verdict.GOOD,
              load > 50 ? "more than 1 % of the SYNs were dropped" : null,
              lost == 0
                  ? Map.of(Outcome.OK, sent)
                  : Map.of(Outcome.OK, sent - lost, Outcome.CONNECT_TIMEOUT, lost),
              seconds.size(),
              trials.size() < 4 ? "LADDER" : trials.size() < 7 ? "BRACKET" : "CONFIRM",
              1.2,
              0.9,
              4));
      for (int i = 0; i < 4; i++) {
        seconds.add(seconds.size());
        offered.add(sent / 4);
        timeouts.add(i == 2 ? lost : 0);
        ok.add(sent / 4 - (i == 2 ? lost : 0));
      }
    }
    return new ExperimentBuilder(Axis.CONNECTION_RATE)
        .run("2.4.1-20261123-010000", "2.4.1", Instant.parse("2026-11-23T01:00:00Z"))
        .onset(new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 52.0, 64.0, 58.0, 80.0, 0.95))
        .droppedSyn(
            new DroppedSyn(OnsetStatus.FOUND, 49.5, 50.25, 49.9, 80.0, 0.97, steps, 9, 410L))
        .trials(trials)
        .series(
            new Series(seconds, offered, Map.of(Outcome.OK, ok, Outcome.CONNECT_TIMEOUT, timeouts)))
        .outcomes(Map.of(Outcome.OK, 1905L, Outcome.CONNECT_TIMEOUT, 9L))
        .phases(Map.of(Phase.CONNECT, 9L))
        .latency(new Latency(Outcome.OK, 1905, 1.1, 1002, 2003, 3005))
        .latency(new Latency(Outcome.CONNECT_TIMEOUT, 9, 2901, 2903, 2905, 2905))
        .phaseLatency(new PhaseLatency(Outcome.OK, Phase.CONNECT, 1905, 0.2, 1001, 2002, 3004))
        .phaseLatency(
            new PhaseLatency(Outcome.CONNECT_TIMEOUT, Phase.CONNECT, 9, 2901, 2903, 2905, 2905))
        .distribution(connect)
        .distribution(gaveUp)
        .distribution(
            new Distribution(
                Distribution.LATENCY,
                Outcome.OK,
                UP_TO_MILLIS,
                counts(Map.of(9, 300L, 10, 1100L, 11, 215L, 40, 212L, 43, 61L, 44, 17L))))
        .distribution(
            new Distribution(
                Distribution.LATENCY, Outcome.CONNECT_TIMEOUT, List.of(3162.0), List.of(9L)))
        .machine(new Machine("Linux", "6.8.0-45-generic", "17.0.13+11", 4, 8L << 30, 6))
        .message(
            Outcome.CONNECT_TIMEOUT,
            "io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms:"
                + " /127.0.0.1:8080",
            9)
        .seconds(36)
        .build();
  }

  /** A count for each end, 0 where none is given. */
  private static List<Long> counts(Map<Integer, Long> counts) {
    return IntStream.range(0, UP_TO_MILLIS.size())
        .mapToObj(i -> counts.getOrDefault(i, 0L))
        .toList();
  }

  /** So many seconds in which each of ten outcomes occurred. */
  public static ExperimentRecord lasting(int seconds) {
    var outcomes = new EnumMap<Outcome, List<Long>>(Outcome.class);
    var clock = new ArrayList<Integer>();
    var offered = new ArrayList<Long>();
    for (int second = 0; second < seconds; second++) {
      clock.add(second);
      offered.add(1_000L);
    }
    for (var outcome : Arrays.copyOf(Outcome.values(), 10)) {
      var column = new ArrayList<Long>();
      for (int second = 0; second < seconds; second++) {
        column.add(outcome == Outcome.OK ? 900L + second % 7 : second % 11);
      }
      outcomes.put(outcome, column);
    }
    return new ExperimentBuilder(Axis.RATE).series(new Series(clock, offered, outcomes)).build();
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static long sum(long[] values) {
    return Arrays.stream(values).sum();
  }

  /** A token bucket and what it made of a steady load, second by second. */
  private static final class Bucket {
    private final double ratePerSecond;
    private final double burst;
    private final List<Trial> trials = new ArrayList<>();
    private final TreeMap<Integer, long[]> perSecond = new TreeMap<>();
    private double tokens;
    private double now;

    Bucket(double ratePerSecond, double burst) {
      this.ratePerSecond = ratePerSecond;
      this.burst = burst;
      this.tokens = burst;
    }

    void rest(int seconds) {
      for (int i = 0; i < seconds; i++) {
        perSecond.computeIfAbsent((int) now + i, second -> new long[2]);
      }
      now += seconds;
      tokens = burst;
    }

    /** One trial of several loads; what it is said to have held is their mean. */
    void vary(double[] loads, int secondsEach, String purpose) {
      int first = trials.size();
      for (double load : loads) {
        hold(load, secondsEach, purpose);
      }
      var parts = List.copyOf(trials.subList(first, trials.size()));
      trials.subList(first, trials.size()).clear();
      var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
      parts.forEach(part -> part.outcomes().forEach((o, n) -> outcomes.merge(o, n, Long::sum)));
      var sent = parts.stream().mapToLong(Trial::sent).sum();
      trials.add(
          new Trial(
              Arrays.stream(loads).average().orElseThrow(),
              loads.length * secondsEach,
              sent,
              sent,
              Verdict.BAD,
              "%d of %d were rate limited".formatted(outcomes.get(Outcome.RATE_LIMITED), sent),
              outcomes,
              parts.get(0).startSeconds(),
              purpose,
              1.3,
              0.88,
              5));
    }

    void hold(double load, int seconds, String purpose) {
      var sent = Math.round(load * seconds);
      var counts = new long[2];
      for (int i = 0; i < seconds; i++) {
        perSecond.computeIfAbsent((int) now + i, second -> new long[2]);
      }
      for (long i = 0; i < sent; i++) {
        tokens = Math.min(burst, tokens + ratePerSecond / load);
        var admitted = tokens >= 1;
        if (admitted) {
          tokens--;
        }
        var second = (int) (now + i / load);
        perSecond.computeIfAbsent(second, s -> new long[2])[admitted ? 0 : 1]++;
        counts[admitted ? 0 : 1]++;
      }
      var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
      outcomes.put(Outcome.OK, counts[0]);
      if (counts[1] > 0) {
        outcomes.put(Outcome.RATE_LIMITED, counts[1]);
      }
      trials.add(
          new Trial(
              load,
              seconds,
              sent,
              sent,
              counts[1] > 0 ? Verdict.BAD : Verdict.GOOD,
              counts[1] > 0 ? "%d of %d were rate limited".formatted(counts[1], sent) : null,
              outcomes,
              now,
              purpose,
              1.1 + trials.size() % 3 * 0.2,
              0.92 - trials.size() * 0.004,
              3 + trials.size() % 5));
      now += seconds;
    }

    double lastLoad() {
      return trials.get(trials.size() - 1).load();
    }

    long total(Outcome outcome) {
      return totals().getOrDefault(outcome, 0L);
    }

    Map<Outcome, Long> totals() {
      var ok = perSecond.values().stream().mapToLong(counts -> counts[0]).sum();
      var limited = perSecond.values().stream().mapToLong(counts -> counts[1]).sum();
      return limited == 0
          ? Map.of(Outcome.OK, ok)
          : Map.of(Outcome.OK, ok, Outcome.RATE_LIMITED, limited);
    }

    Series series() {
      var columns = new EnumMap<Outcome, List<Long>>(Outcome.class);
      columns.put(Outcome.OK, perSecond.values().stream().map(counts -> counts[0]).toList());
      if (total(Outcome.RATE_LIMITED) > 0) {
        columns.put(
            Outcome.RATE_LIMITED, perSecond.values().stream().map(counts -> counts[1]).toList());
      }
      return new Series(
          List.copyOf(perSecond.keySet()),
          perSecond.values().stream().map(counts -> counts[0] + counts[1]).toList(),
          columns);
    }
  }
}
