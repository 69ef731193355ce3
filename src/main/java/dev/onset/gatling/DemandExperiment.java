package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.gatling.DemandTrials.Spent;
import dev.onset.injector.Demand;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.record.Study;
import dev.onset.record.Unfinished;
import dev.onset.search.Purpose;
import dev.onset.search.Step;
import dev.onset.search.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What experiments share that overload the target on purpose and watch what becomes of demands: the
 * load from which it fails, waiting until it is well, the budget, what is kept on the way.
 *
 * @param <S> the study that it makes
 */
abstract class DemandExperiment<S extends Study> implements Experiment {

  private static final double MOST_PER_SECOND = 5_000;
  private static final Duration CANARY = Duration.ofSeconds(2);
  private static final Duration FIRST_REST = Duration.ofSeconds(1);

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private final Pacer pacer;
  private final List<String> notes = new ArrayList<>();

  DemandExperiment(Settings settings, Tally tally, Progress progress) {
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
    // Retries come on top of the highest load.
    pacer =
        new Pacer(
            RateExperiment.workers(settings),
            Math.min(
                MOST_PER_SECOND,
                settings.rate().maxPerSecond() * settings.studies().retry().attempts()));
  }

  /** Asks what there is to ask. Whatever is known is given to {@code soFar} as it becomes known. */
  abstract S ask(KnownOnset onset, DemandTrials held, Keeping<S> soFar)
      throws Spent, Inconclusive, InterruptedException;

  @Override
  public abstract S study();

  /** Takes what is known by now. */
  interface Keeping<S> {
    void keep(S study);
  }

  /** Says why the question has no answer. */
  static final class Inconclusive extends Exception {
    Inconclusive(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  final Settings settings() {
    return settings;
  }

  final void note(String remark) {
    notes.add(remark);
  }

  @Override
  public final Axis axis() {
    return Axis.RATE;
  }

  @Override
  public final int workers() {
    return RateExperiment.workers(settings);
  }

  @Override
  public final Dispatcher dispatcher() {
    return pacer;
  }

  @Override
  public final Demand demand(int ends, boolean loopback) {
    return new Demand(1, 0, 1, workers(), ends, loopback, "onset.injector.workers");
  }

  @Override
  public final void dismiss() {
    pacer.finish();
  }

  @Override
  public final Findings run(Reach reach, Oversight oversight) throws InterruptedException {
    try (var monitor = HealthMonitor.start(reach.local())) {
      double warmUpPerSecond = Math.min(settings.rate().maxPerSecond(), MOST_PER_SECOND);
      new WarmUp(pacer, warmUpPerSecond, settings.injector().warmUp()).run(progress);
      long originNanos = System.nanoTime();
      var held =
          new DemandTrials(
              pacer,
              new Endings(originNanos),
              tally,
              progress,
              monitor,
              new Spending(settings.budget(), tally, oversight, originNanos));
      return new Kept(oversight, held, originNanos).findings(reach);
    } finally {
      dismiss();
    }
  }

  /** What is known, and in which form it is kept. */
  private final class Kept implements Keeping<S> {
    private final Oversight oversight;
    private final DemandTrials held;
    private final Instant startedAt = Instant.now();
    private final long originNanos;
    private S known = study();

    Kept(Oversight oversight, DemandTrials held, long originNanos) {
      this.oversight = oversight;
      this.held = held;
      this.originNanos = originNanos;
    }

    @Override
    public void keep(S study) {
      known = study;
      oversight.trialEnded(
          findings(new Step.Done(Step.End.UNDECIDED, Unfinished.REASON), Unfinished.REASON));
    }

    Findings findings(Reach reach) throws InterruptedException {
      try {
        var onset =
            KnownOnset.of(
                settings.studies().recovery().onsetPerSecond(),
                reach.onsetPerSecond(),
                settings.rate(),
                settings.timeouts().request(),
                held);
        known = ask(onset, held, this);
        return findings(new Step.Done(Step.End.ANSWERED, null), null);
      } catch (Inconclusive e) {
        return findings(new Step.Done(Step.End.UNDECIDED, e.why()), null);
      } catch (Spent e) {
        return findings(new Step.Done(Step.End.UNDECIDED, e.why()), e.why());
      }
    }

    private Findings findings(Step.Done done, @Nullable String stopped) {
      return Findings.answering(
          known,
          startedAt,
          Duration.ofNanos(System.nanoTime() - originNanos),
          held.trials(),
          notes,
          done,
          tally,
          stopped);
    }
  }

  /**
   * Waits until the target is well at a load, giving it ever longer rests.
   *
   * @throws Inconclusive when it is not after as long as patience lasts
   */
  final void awaitWell(DemandTrials held, double perSecond)
      throws Spent, Inconclusive, InterruptedException {
    var patience = settings.studies().recovery().patience();
    var rested = Duration.ZERO;
    for (var rest = FIRST_REST; ; rest = rest.multipliedBy(2)) {
      var canary = held.hold(Purpose.CANARY, perSecond, CANARY, settings.timeouts().request());
      if (canary.trial().verdict() == Verdict.GOOD) {
        return;
      }
      if (rested.compareTo(patience) >= 0) {
        throw new Inconclusive(
            "the target is not well at %.1f requests/s after %d s of rest (%s)"
                .formatted(perSecond, rested.toSeconds(), canary.trial().reason()));
      }
      held.rest(rest);
      rested = rested.plus(rest);
    }
  }

  /**
   * The load of the overload.
   *
   * @throws Inconclusive when it may not be high enough
   */
  final double pushPerSecond(double onsetPerSecond) throws Inconclusive {
    double push =
        Math.min(
            settings.rate().maxPerSecond(), onsetPerSecond * settings.studies().recovery().push());
    if (push < 1.05 * onsetPerSecond) {
      throw new Inconclusive(
          "the target fails from %.1f requests/s on, and no more than %.1f may be offered (onset.rate.max)"
              .formatted(onsetPerSecond, push));
    }
    return push;
  }
}
