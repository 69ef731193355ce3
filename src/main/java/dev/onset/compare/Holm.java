package dev.onset.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The step-down correction for several tests at once (S. Holm, "A simple sequentially rejective
 * multiple test procedure", 1979): the i-th smallest of m p-values is multiplied by m - i + 1.
 */
final class Holm {

  private Holm() {}

  /** The same shifts with corrected p-values, the surest first. */
  static List<Shift> corrected(List<Shift> shifts) {
    var sorted = new ArrayList<>(shifts);
    sorted.sort(Comparator.comparingDouble(Shift::pValue));
    var corrected = new ArrayList<Shift>();
    double highest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      highest = Math.max(highest, Math.min(1, sorted.get(i).pValue() * (sorted.size() - i)));
      corrected.add(with(sorted.get(i), highest));
    }
    return corrected;
  }

  private static Shift with(Shift shift, double pValue) {
    if (shift instanceof Shift.Share s) {
      return new Shift.Share(
          s.outcome(),
          s.baselineCount(),
          s.baselineAttempts(),
          s.candidateCount(),
          s.candidateAttempts(),
          pValue);
    }
    var l = (Shift.Latency) shift;
    return new Shift.Latency(
        l.percentile(), l.baselineMillis(), l.candidateMillis(), l.ratio(), l.loads(), pValue);
  }
}
