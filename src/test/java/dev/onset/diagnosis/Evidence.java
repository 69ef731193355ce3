package dev.onset.diagnosis;

import static dev.onset.outcome.Outcome.CONNECT_TIMEOUT;
import static dev.onset.outcome.Outcome.OK;
import static dev.onset.outcome.Outcome.REQUEST_TIMEOUT;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Experiments as they leave their evidence, for tests. */
final class Evidence {

  static final String TIMED_OUT =
      "io.netty.channel.ConnectTimeoutException: connection timed out after 2900 ms: /10.0.0.2:80";
  static final String REFUSED =
      "j.n.ConnectException: finishConnect(..) failed with error(-111): Connection refused";

  private Evidence() {}

  static SignsBuilder on(Axis axis) {
    return Signs.on(axis).connectTimeout(Duration.ofMillis(2_900));
  }

  static Onset found(Outcome outcome, double lower, double upper) {
    return new Onset(outcome, OnsetStatus.FOUND, lower, upper, upper, upper, 0.75);
  }

  static Onset clean(Outcome outcome, double upTo) {
    return new Onset(outcome, OnsetStatus.NOT_REACHED, upTo, null, null, null, 0.75);
  }

  static Onset below(Outcome outcome, double upper) {
    return new Onset(outcome, OnsetStatus.BELOW_START, null, upper, null, upper, 0.75);
  }

  static Onset open(Outcome outcome, @Nullable Double upper) {
    return new Onset(outcome, OnsetStatus.UNDECIDED, null, upper, null, upper, 0);
  }

  static TrialSigns trial(double load, Object... outcomes) {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    for (int i = 0; i < outcomes.length; i += 2) {
      counts.put((Outcome) outcomes[i], ((Number) outcomes[i + 1]).longValue());
    }
    return new TrialSigns(load, counts, Map.of());
  }

  /** A ramp of connections in which an outcome began at one of them, or never. */
  static TrialSigns ramp(double peak, Outcome outcome, @Nullable Double began, long count) {
    return new TrialSigns(
        peak,
        count == 0 ? Map.of(OK, 500L) : Map.of(OK, 500L, outcome, count),
        began == null ? Map.of() : Map.of(outcome, began));
  }

  static Check failed(String name, String text) {
    return new Check(name, false, text);
  }

  /** Served up to 40, silent from 41, connect timeouts from 58. */
  static SignsBuilder acceptQueue() {
    return on(Axis.CONCURRENCY)
        .onsets(List.of(found(CONNECT_TIMEOUT, 57, 58), found(REQUEST_TIMEOUT, 40, 41)))
        .trial(trial(120, OK, 400, REQUEST_TIMEOUT, 17, CONNECT_TIMEOUT, 60))
        .trial(trial(58, OK, 400, REQUEST_TIMEOUT, 17, CONNECT_TIMEOUT, 1))
        .text(CONNECT_TIMEOUT, TIMED_OUT, 61)
        .text(REQUEST_TIMEOUT, "Request timeout to 10.0.0.2:80 after 10000 ms", 34);
  }

  /** Served up to 50, connect timeouts from 51, none silent. */
  static SignsBuilder droppedByCount() {
    return on(Axis.CONCURRENCY)
        .onsets(List.of(found(CONNECT_TIMEOUT, 50, 51), clean(REQUEST_TIMEOUT, 50)))
        .trial(trial(120, OK, 400, CONNECT_TIMEOUT, 70))
        .trial(trial(51, OK, 400, CONNECT_TIMEOUT, 1))
        .text(CONNECT_TIMEOUT, TIMED_OUT, 71);
  }

  /** New connections beyond 50/s are dropped; those that come about are as fast as ever. */
  static SignsBuilder droppedByRate() {
    return on(Axis.CONNECTION_RATE)
        .onsets(List.of(found(CONNECT_TIMEOUT, 49.5, 50.5)))
        .trial(trial(10, OK, 200))
        .trial(trial(49.5, OK, 2_000))
        .trial(trial(62, OK, 1_000, CONNECT_TIMEOUT, 40))
        .text(CONNECT_TIMEOUT, TIMED_OUT, 40)
        .latency(OK, 2, 1_004)
        .pace(new Signs.Pace(10, 2, 62, 2.2));
  }

  /** The program cannot accept as fast as connections come; those that come about wait. */
  static SignsBuilder queueByRate() {
    return on(Axis.CONNECTION_RATE)
        .onsets(List.of(found(CONNECT_TIMEOUT, 49.5, 50.5)))
        .trial(trial(10, OK, 200))
        .trial(trial(62, OK, 1_000, CONNECT_TIMEOUT, 40))
        .text(CONNECT_TIMEOUT, TIMED_OUT, 40)
        .latency(OK, 280, 1_300)
        .pace(new Signs.Pace(10, 2, 62, 300));
  }
}
