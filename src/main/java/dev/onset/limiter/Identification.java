package dev.onset.limiter;

import dev.onset.limiter.Periods.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names a limiter from the decisions that one caller saw.
 *
 * <p>Every model is fitted to the same arrivals and predicts each decision from what came before
 * it. The one that mispredicts least is named, if it explains the decisions at all and no other
 * model does so as well.
 *
 * <p>The <b>confidence</b> is {@code skill x (1 - (cost + c)/(next + c)) x (1 - exp(-e/p))}. The
 * skill is {@code 1 - cost/min(admitted, rejected)}: 0 for guessing, 1 for no misprediction. {@code
 * cost} counts mispredictions, those that the uncertainty of arrival times explains as a twentieth;
 * {@code next} is the cost of the best model that would decide otherwise, and c = {@value
 * Verdict#CAUTION}; e is how often admissions resumed after rejections, and p the number of
 * parameters fitted. Where it is known what requests cost in tokens, all of this is done for
 * requests and for tokens, see {@link TokenReading}. An answer with less than {@link #SETTLED} may
 * change with more data.
 */
public final class Identification {

  /** Confidence from which more of the same load is not expected to change the name. */
  public static final double SETTLED = 0.6;

  private Identification() {}

  /** Whether a limiter is named with a confidence of at least {@link #SETTLED}. */
  public static boolean isSettled(Limiter limiter) {
    return limiter.algorithm() != Algorithm.UNKNOWN && limiter.confidence() >= SETTLED;
  }

  /**
   * Names the limiter behind some arrivals.
   *
   * @param arrivals what was seen, from an idle limiter on; a load that varies above and below the
   *     limit tells models apart that a constant one does not
   * @param hints windows that the target declares
   */
  public static Limiter of(Arrivals arrivals, Hints hints) {
    var byRequests = read(arrivals, hints, Counting.REQUESTS);
    return byRequests.fits().isEmpty()
        ? byRequests.limiter()
        : TokenReading.of(arrivals, hints, byRequests);
  }

  /**
   * What one way of counting makes of the arrivals.
   *
   * @param limiter in units of the evidence
   * @param fits none when there was too little to fit anything to
   * @param cost what the limiter mispredicts
   */
  record Reading(Evidence seen, Limiter limiter, List<Fit> fits, double cost) {}

  static Reading read(Arrivals arrivals, Hints hints, Counting counting) {
    var seen = new Evidence(arrivals, counting);
    var tooLittle = Verdict.tooLittle(seen);
    if (tooLittle != null) {
      return new Reading(seen, tooLittle, List.of(), 0);
    }
    var scorer = new Scorer(seen);
    var fits = fits(scorer, hints);
    var verdict = new Verdict(scorer, arrivals);
    return new Reading(seen, verdict.on(fits), fits, verdict.cost(fits));
  }

  /** The best of each family, the fewest parameters first where costs tie. */
  static List<Fit> fits(Scorer scorer, Hints hints) {
    var seen = scorer.seen;
    var windows = new WindowFitter(scorer, hints);
    var phases = new PhaseFitter(scorer, hints);
    var buckets = new BucketFitter(scorer);
    var counters = new CounterFitter(scorer, hints);
    List<Period> periods = Periods.of(seen, hints);
    boolean requests = !seen.counting.isTokens();
    var fits = new ArrayList<Fit>();
    if (requests) {
      fits.add(scorer.tolerant(new InFlight()));
    }
    fits.add(buckets.smooth());
    fits.add(phases.fit(periods, p -> new FixedWindow(p.length(), p.phase())));
    if (!requests && !scorer.predictsWell()) {
      // Cheap requests are admitted within a full window, which hides where the next begins.
      fits.add(
          phases.fit(
              Periods.inEveryPhase(seen, hints), p -> new FixedWindow(p.length(), p.phase())));
    }
    fits.add(windows.fit(AnchoredWindow::new));
    fits.add(windows.fit(w -> new SlidingLog(w, false)));
    fits.add(counters.fit(false));
    // Nobody knows how many tokens a rejected request would be charged.
    if (requests) {
      fits.add(windows.fit(w -> new SlidingLog(w, true)));
      fits.add(windows.fit(BlockingLog::new));
      fits.add(counters.fit(true));
      fits.add(buckets.lumped(periods, hints));
    }
    fits.sort(Comparator.comparingDouble(Verdict::penalized));
    return fits;
  }
}
