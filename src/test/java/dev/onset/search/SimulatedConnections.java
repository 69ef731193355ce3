package dev.onset.search;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Ramp;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A target of held connections made of arithmetic; connections close when their ramp ends. */
final class SimulatedConnections {

  /** Decides what the opening of a connection ends as. */
  interface Behaviour {
    /**
     * What becomes of a connection.
     *
     * @param load connections open or being opened, this one included
     * @param seconds since the experiment began
     */
    Outcome opens(int load, double seconds);
  }

  private static final double CONNECT_TIMEOUT_SECONDS = 2.9;
  private static final double REQUEST_TIMEOUT_SECONDS = 10;

  private final Behaviour behaviour;
  private final List<Trial> trials = new ArrayList<>();
  private final Map<Integer, Health> healths = new HashMap<>();
  private double clockSeconds;

  SimulatedConnections(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** A gateway that serves so many connections, queues {@code backlog + 1} and ignores the rest. */
  static Behaviour gateway(int capacity, int backlog) {
    return (load, seconds) -> {
      if (load <= capacity) {
        return Outcome.OK;
      }
      return load <= capacity + backlog + 1 ? Outcome.REQUEST_TIMEOUT : Outcome.CONNECT_TIMEOUT;
    };
  }

  /** A firewall that lets so many new connections per second through, after a burst. */
  static Behaviour newConnections(double perSecond, double burst) {
    var bucket = SimulatedTarget.tokenBucket(perSecond, burst);
    return (load, seconds) ->
        bucket.arrives(seconds, null) == Outcome.OK ? Outcome.OK : Outcome.CONNECT_TIMEOUT;
  }

  /** Makes the load generator too weak in one ramp. */
  SimulatedConnections starvedIn(int ramp) {
    healths.put(ramp, new Health(0.02, 5));
    return this;
  }

  List<Trial> trials() {
    return trials;
  }

  /** Runs a search to its end. */
  Step.Done run(Search search) {
    while (true) {
      var step = search.next(trials);
      if (step instanceof Step.Done done) {
        return done;
      }
      if (trials.size() > 20) {
        throw new AssertionError("the search does not end: " + trials);
      }
      trials.add(open((Step.Open) step));
    }
  }

  private Trial open(Step.Open step) {
    clockSeconds += step.restBefore().toNanos() / 1e9;
    double start = clockSeconds;
    Ramp ramp = step.ramp();
    var recorder = new SummaryRecorder();
    var closing = new ArrayList<Double>();
    int peak = 0;
    for (long slot = 0; slot < ramp.slots(); slot++) {
      double due = start + ramp.dueNanos(slot) / 1e9;
      closing.removeIf(closes -> closes <= due);
      int load = closing.size() + 1;
      peak = Math.max(peak, load);
      var outcome = behaviour.opens(load, due);
      double seconds =
          switch (outcome) {
            case CONNECT_TIMEOUT -> CONNECT_TIMEOUT_SECONDS;
            case REQUEST_TIMEOUT -> REQUEST_TIMEOUT_SECONDS;
            default -> 0.002;
          };
      closing.add(outcome == Outcome.OK ? Double.POSITIVE_INFINITY : due + seconds);
      long dueNanos = (long) (due * 1e9);
      recorder.add(
          new Attempt(
              load,
              dueNanos,
              dueNanos,
              dueNanos + (long) (seconds * 1e9),
              outcome,
              outcome == Outcome.OK ? null : outcome.name(),
              null));
    }
    clockSeconds += ramp.length().toNanos() / 1e9;
    return Judge.judge(
        Purpose.RAMP,
        peak,
        Duration.ofNanos((long) (start * 1e9)),
        ramp.length(),
        ramp.slots(),
        recorder.summary(),
        healths.getOrDefault(trials.size(), Trials.WELL),
        false);
  }
}
