package dev.onset.compare;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.AdmittedLatency;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * What changed where both runs are below every onset.
 *
 * <p>Only loads that both runs held are looked at, in trials that counted and that came from a rest
 * or from below. P-values are corrected for the number of tests (Holm 1979). A shift must be
 * significant and large enough to matter.
 */
final class Shifts {

  private static final double SIGNIFICANT = 0.01;

  /** Below this difference in share, a failure is as frequent as it was. */
  private static final double SMALLEST_SHARE = 0.001;

  private static final double SMALLEST_RATIO = 1.1;
  private static final double SMALLEST_MILLIS = 0.5;

  /** With fewer pairs the test cannot reach significance after correction. */
  private static final int FEWEST_LOADS = 8;

  /** Loads of two runs are the same when they differ by no more than this share. */
  private static final double SAME_LOAD = 0.005;

  /** Purposes of trials that begin with the target in its usual state. */
  private static final Set<String> UNDISTURBED = Set.of("ladder", "bracket", "confirm");

  private record Pair(Trial before, Trial after) {}

  private final List<Pair> pairs;

  private Shifts(List<Pair> pairs) {
    this.pairs = pairs;
  }

  static List<Shift> between(ExperimentRecord baseline, ExperimentRecord candidate) {
    double clean = Math.min(clean(baseline), clean(candidate));
    var found = new Shifts(pairs(eligible(baseline, clean), eligible(candidate, clean)));
    var tested = new ArrayList<Shift>(found.shares());
    tested.addAll(found.latencies());
    return Holm.corrected(tested).stream().filter(Shifts::matters).toList();
  }

  /** Up to where nothing has begun. */
  private static double clean(ExperimentRecord experiment) {
    return experiment.onsets().stream()
        .filter(onset -> onset.status() != OnsetStatus.NOT_REACHED)
        .mapToDouble(onset -> Objects.requireNonNullElse(onset.lower(), 0.0))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static List<Trial> eligible(ExperimentRecord experiment, double clean) {
    return experiment.trials().stream()
        .filter(trial -> trial.verdict() != Verdict.INVALID)
        .filter(trial -> trial.load() <= clean * (1 + SAME_LOAD))
        .filter(trial -> UNDISTURBED.contains(trial.purpose().toLowerCase(Locale.ROOT)))
        .sorted(Comparator.comparingDouble(Trial::load))
        .toList();
  }

  private static List<Pair> pairs(List<Trial> baseline, List<Trial> candidate) {
    var left = new ArrayList<>(candidate);
    var pairs = new ArrayList<Pair>();
    for (var before : baseline) {
      for (var after : left) {
        if (Math.abs(after.load() / before.load() - 1) <= SAME_LOAD) {
          pairs.add(new Pair(before, after));
          left.remove(after);
          break;
        }
      }
    }
    return pairs;
  }

  private List<Shift> shares() {
    long before = pairs.stream().mapToLong(pair -> attempts(pair.before())).sum();
    long after = pairs.stream().mapToLong(pair -> attempts(pair.after())).sum();
    if (before == 0 || after == 0 || Math.max(before, after) > Integer.MAX_VALUE) {
      return List.of();
    }
    var shifts = new ArrayList<Shift>();
    for (var outcome : failures()) {
      long failedBefore = pairs.stream().mapToLong(pair -> count(pair.before(), outcome)).sum();
      long failedAfter = pairs.stream().mapToLong(pair -> count(pair.after(), outcome)).sum();
      double p =
          FisherExactTest.withDefaults()
              .test(
                  new int[][] {
                    {(int) failedBefore, (int) (before - failedBefore)},
                    {(int) failedAfter, (int) (after - failedAfter)}
                  })
              .getPValue();
      shifts.add(new Shift.Share(outcome, failedBefore, before, failedAfter, after, p));
    }
    return shifts;
  }

  private Set<Outcome> failures() {
    var failures = EnumSet.noneOf(Outcome.class);
    for (var pair : pairs) {
      failures.addAll(pair.before().outcomes().keySet());
      failures.addAll(pair.after().outcomes().keySet());
    }
    failures.remove(Outcome.OK);
    return failures;
  }

  private static long attempts(Trial trial) {
    return trial.outcomes().values().stream().mapToLong(n -> n).sum();
  }

  private static long count(Trial trial, Outcome outcome) {
    return trial.outcomes().getOrDefault(outcome, 0L);
  }

  private List<Shift> latencies() {
    var shifts = new ArrayList<Shift>();
    latency(50, AdmittedLatency::p50Millis, shifts);
    latency(99, AdmittedLatency::p99Millis, shifts);
    return shifts;
  }

  private void latency(int percentile, ToDoubleFunction<AdmittedLatency> millis, List<Shift> to) {
    var before = new ArrayList<Double>();
    var after = new ArrayList<Double>();
    for (var pair : pairs) {
      var was = pair.before().admitted();
      var is = pair.after().admitted();
      if (was != null
          && is != null
          && millis.applyAsDouble(was) > 0
          && millis.applyAsDouble(is) > 0) {
        before.add(millis.applyAsDouble(was));
        after.add(millis.applyAsDouble(is));
      }
    }
    if (before.size() < FEWEST_LOADS) {
      return;
    }
    var ratios = new double[before.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = Math.log(after.get(i) / before.get(i));
    }
    to.add(
        new Shift.Latency(
            percentile,
            median(before.stream().mapToDouble(d -> d).toArray()),
            median(after.stream().mapToDouble(d -> d).toArray()),
            Math.exp(median(ratios.clone())),
            ratios.length,
            signedRank(ratios)));
  }

  private static double signedRank(double[] differences) {
    for (double difference : differences) {
      if (difference != 0) {
        return WilcoxonSignedRankTest.withDefaults().test(differences).getPValue();
      }
    }
    return 1;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static boolean matters(Shift shift) {
    if (shift.pValue() >= SIGNIFICANT) {
      return false;
    }
    if (shift instanceof Shift.Share share) {
      return Math.abs(share.candidateShare() - share.baselineShare()) >= SMALLEST_SHARE;
    }
    var latency = (Shift.Latency) shift;
    return Math.max(latency.ratio(), 1 / latency.ratio()) >= SMALLEST_RATIO
        && Math.abs(latency.candidateMillis() - latency.baselineMillis()) >= SMALLEST_MILLIS;
  }
}
