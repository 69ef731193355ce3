package dev.onset.gatling;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.AttemptLog;
import dev.onset.evidence.Route;
import dev.onset.limiter.DeclaredLimits;
import dev.onset.outcome.Classifier;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.outcome.Verbatim;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a worker saw into attempts, with times since the experiment's origin. Thread-safe.
 *
 * @param originNanos the experiment's beginning on {@link System#nanoTime}'s clock
 * @param declarations takes what responses say of the target's limits
 */
record Endings(long originNanos, Declarations declarations) {

  /** Endings whose declarations nobody asks for. */
  Endings(long originNanos) {
    this(originNanos, new Declarations());
  }

  /**
   * How an attempt went, as far as it was watched.
   *
   * @param address the address that was chosen for it, or null
   * @param connects whether it got as far as asking for a connection of its own
   * @param connectNanos how long that connection took; NaN when it had none of its own
   */
  record Way(@Nullable InetAddress address, boolean connects, double connectNanos) {
    /** Over a pooled connection, to whatever the name stands for. */
    static final Way UNWATCHED = new Way(null, false, Double.NaN);

    boolean ready() {
      return !Double.isNaN(connectNanos);
    }
  }

  /** An attempt that ended; a missing ending means that Gatling gave no cause. */
  Attempt attempt(
      double load,
      int caller,
      long dueNanos,
      long startNanos,
      long endNanos,
      @Nullable Ending ending) {
    return attempt(load, caller, dueNanos, startNanos, endNanos, ending, Way.UNWATCHED);
  }

  /** As above, of an attempt that was watched. */
  Attempt attempt(
      double load,
      int caller,
      long dueNanos,
      long startNanos,
      long endNanos,
      @Nullable Ending ending,
      Way way) {
    var known =
        ending == null ? new Ending.Unanswered("no response and no cause reported", false) : ending;
    var outcome = Classifier.classify(known);
    var declared = declared(known, endNanos, outcome);
    return new Attempt(
        load,
        dueNanos - originNanos,
        startNanos - originNanos,
        endNanos - originNanos,
        outcome,
        outcome == Outcome.OK ? null : Verbatim.of(known),
        declared.waitSeconds(),
        caller,
        new Route(
            way.address() == null ? null : way.address().getHostAddress(),
            way.connectNanos(),
            phase(known, outcome, way)),
        known instanceof Ending.Answered answer ? answer.tokens() : null,
        known instanceof Ending.Iteration iteration ? parts(iteration) : List.of());
  }

  /** What the deciding response declares; what each of them does is kept. */
  private DeclaredLimits declared(Ending ending, long endNanos, Outcome outcome) {
    if (ending instanceof Ending.Iteration iteration) {
      var decisive = DeclaredLimits.NONE;
      for (var request : iteration.requests()) {
        var declared = declared(request.ending(), request.endNanos(), request.outcome());
        decisive = request.equals(iteration.decisive()) ? declared : decisive;
      }
      return decisive;
    }
    var answer = ending.answer();
    var declared =
        answer == null ? DeclaredLimits.NONE : DeclaredLimits.of(answer.headers(), Instant.now());
    declarations.add((endNanos - originNanos) / 1e9, declared, outcome == Outcome.OK);
    return declared;
  }

  private List<AttemptLog.Part> parts(Ending.Iteration iteration) {
    return iteration.requests().stream()
        .map(
            request ->
                new AttemptLog.Part(
                    request.name(),
                    request.startNanos() - originNanos,
                    request.endNanos() - originNanos,
                    request.outcome()))
        .toList();
  }

  private static @Nullable Phase phase(Ending ending, Outcome outcome, Way way) {
    var told = Phase.of(ending, outcome);
    return way.connects()
            && outcome != Outcome.INJECTOR_EXHAUSTED
            && ending instanceof Ending.Unanswered unanswered
        ? Phase.seen(told, way.ready(), unanswered.tls())
        : told;
  }
}
