package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.load.Axis;
import dev.onset.outcome.Classifier;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Verbatim;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scenario of the user's own gone through before any load: what does not work when nothing else
 * is going on cannot be measured. Hands the workers over to the experiment's dispatcher afterwards.
 */
final class Rehearsal implements Dispatcher {

  /** The first iteration loads classes; the second shows how long one takes. */
  private static final int PASSES = 2;

  private static final int MOST_TRIES = 4;
  private static final long BETWEEN_TRIES_MILLIS = 1_000;

  private final Settings settings;
  private final Axis axis;
  private final OwnScenario own;
  private final Dispatcher experiment;
  private final AtomicReference<@Nullable Try> wanted = new AtomicReference<>();
  private volatile long rehearser = -1;
  private volatile boolean over;

  Rehearsal(Settings settings, Axis axis, OwnScenario own, Dispatcher experiment) {
    this.settings = settings;
    this.axis = axis;
    this.own = own;
    this.experiment = experiment;
  }

  /** How long nothing may happen in an iteration: longer than any request may take. */
  static long patienceNanos(Settings settings) {
    return settings.timeouts().request().plusSeconds(5).toNanos();
  }

  @Override
  public Order next(long worker, long nowNanos) {
    if (over) {
      // It still has the connection of the rehearsal, which nobody counts.
      return worker == rehearser && axis == Axis.CONCURRENCY
          ? new Order.Leave()
          : experiment.next(worker, nowNanos);
    }
    var attempt = worker <= 1 ? wanted.getAndSet(null) : null;
    if (attempt != null) {
      rehearser = worker;
    }
    return attempt != null
        ? new Order.Send(attempt, nowNanos)
        : new Order.Pause(worker <= 1 ? 10 : ThreadLocalRandom.current().nextInt(300, 600));
  }

  /** The workers belong to the experiment from now on, whatever the rehearsal came to. */
  void end() {
    over = true;
  }

  /**
   * What was found.
   *
   * @param refusal why the scenario cannot be measured with, or null
   * @param line what it does, in words
   */
  record Result(@Nullable String refusal, String line) {
    static Result refused(String why) {
      return new Result("The scenario cannot be measured with: " + why + ".", "");
    }
  }

  /** Goes through the scenario, one iteration after the other. Blocks; called once. */
  Result run() throws InterruptedException {
    Try best = null;
    Try last = null;
    for (int tries = 0, passes = 0; passes < PASSES && tries < MOST_TRIES; tries++) {
      if (last != null && !last.isOk()) {
        Thread.sleep(BETWEEN_TRIES_MILLIS);
      }
      last = new Try();
      wanted.set(last);
      while (!last.ended.await(50, TimeUnit.MILLISECONDS)) {
        own.fault();
      }
      var fault = own.fault();
      if (fault != null) {
        return Result.refused(fault);
      }
      if (last.isOk()) {
        passes++;
        best = best == null || last.nanos() < best.nanos() ? last : best;
      } else if (best != null && last.outcome().isRejection()) {
        break;
      }
    }
    if (best == null || last == null) {
      return last != null && last.outcome().isRejection()
          ? new Result(null, "scenario: rejected without any load: " + last.text())
          : Result.refused(
              "without any load, an iteration ended as "
                  + (last == null ? "nothing" : last.outcome() + ": " + last.text()));
    }
    return result(best);
  }

  private Result result(Try best) {
    var requests = best.requests();
    if (axis == Axis.CONCURRENCY && requests.overlap()) {
      return Result.refused(
          "it sends several requests at the same time (resources), which takes several connections,"
              + " so that the virtual users cannot be counted for connections. Send them one after"
              + " the other, or measure the rate");
    }
    double seconds = best.nanos() / 1e9;
    double most = mostSeconds().toNanos() / 1e9;
    if (seconds > most) {
      return Result.refused(
          String.format(
              Locale.ROOT,
              "one iteration takes %.1f s without any load, %.1f s of it pauses, and may take %.1f s"
                  + " (%s). Take its pauses out, or raise that",
              seconds,
              seconds - requests.answering(),
              most,
              axis == Axis.CONCURRENCY
                  ? "onset.timeouts.request"
                  : "half of onset.rate.level, as its requests must be under the same load"));
    }
    return new Result(
        null,
        String.format(
            Locale.ROOT,
            "scenario: %d request%s an iteration (%s), %.0f ms without any load",
            requests.count(),
            requests.count() == 1 ? "" : "s",
            requests.names(),
            1e3 * seconds));
  }

  private Duration mostSeconds() {
    return axis == Axis.CONCURRENCY
        ? settings.timeouts().request()
        : settings.rate().level().dividedBy(2);
  }

  /** What an iteration consisted of. */
  private record Requests(Ending.Iteration iteration) {

    int count() {
      return iteration.requests().size();
    }

    String names() {
      return iteration.requests().stream()
          .map(Ending.Request::name)
          .distinct()
          .limit(6)
          .collect(Collectors.joining(", "));
    }

    double answering() {
      return iteration.requests().stream().mapToLong(r -> r.endNanos() - r.startNanos()).sum()
          / 1e9;
    }

    boolean overlap() {
      long end = Long.MIN_VALUE;
      for (var request : iteration.requests()) {
        if (request.startNanos() < end) {
          return true;
        }
        end = Math.max(end, request.endNanos());
      }
      return false;
    }
  }

  /** One iteration without load. */
  private static final class Try implements Order.Sending {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long begunNanos;
    private volatile long endNanos;
    private volatile @Nullable Ending ending;

    @Override
    public Destination destination() {
      return Destination.TARGET;
    }

    @Override
    public boolean begins(long nowNanos) {
      begunNanos = nowNanos;
      return true;
    }

    @Override
    public @Nullable Outcome ends(long nowNanos, @Nullable Ending result) {
      endNanos = nowNanos;
      ending = result;
      ended.countDown();
      return null;
    }

    long nanos() {
      return endNanos - begunNanos;
    }

    Outcome outcome() {
      var known = ending;
      return known == null ? Outcome.OTHER : Classifier.classify(known);
    }

    boolean isOk() {
      return outcome() == Outcome.OK;
    }

    String text() {
      var known = ending;
      return known == null ? "" : Verbatim.of(known);
    }

    Requests requests() {
      if (ending instanceof Ending.Iteration iteration) {
        return new Requests(iteration);
      }
      throw new IllegalStateException("an iteration that is OK has requests");
    }
  }
}
