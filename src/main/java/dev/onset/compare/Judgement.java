package dev.onset.compare;

import dev.onset.search.OnsetStatus;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one onset from its two places.
 *
 * <p>Both places are intervals of confirmed loads, b above {@code b.lower} and at most {@code
 * b.upper}, c likewise; so the ratio c/b lies between {@code c.lower / b.upper} and {@code c.upper
 * / b.lower}. The verdict is worse or better only when that whole interval lies on one side of 1
 * and the change is not smaller than what {@linkplain Tolerances counts}. When it contains 1, the
 * verdict is same if the interval is narrow enough to exclude a change that matters, and
 * inconclusive if not: the absence of a difference is claimed only as far as it was measured, as in
 * an equivalence test (Schuirmann 1987).
 */
record Judgement(
    Change verdict,
    double lowestRatio,
    double highestRatio,
    @Nullable Double estimatedRatio,
    String reason) {

  static Judgement of(Place baseline, Place candidate, String unit, Tolerances tolerances) {
    double lowest = ratio(candidate.lowest(), baseline.highest());
    double highest = ratio(candidate.highest(), baseline.lowest());
    var estimated = estimated(baseline, candidate);
    var said = said(baseline, candidate, lowest, highest, estimated, unit, tolerances);
    return new Judgement(said.verdict(), lowest, highest, estimated, said.reason());
  }

  private record Said(Change verdict, String reason) {}

  private static Said said(
      Place baseline,
      Place candidate,
      double lowest,
      double highest,
      @Nullable Double estimated,
      String unit,
      Tolerances tolerances) {
    if (baseline.is(OnsetStatus.UNDECIDED) || candidate.is(OnsetStatus.UNDECIDED)) {
      return undecided(baseline, candidate);
    }
    if (baseline.is(OnsetStatus.NOT_REACHED) && candidate.is(OnsetStatus.NOT_REACHED)) {
      return neither(baseline, candidate, unit, tolerances);
    }
    if (highest <= 1) {
      return apart(Change.WORSE, 1 - highest, 1 - lowest, drop(estimated), tolerances);
    }
    if (lowest >= 1) {
      return apart(Change.BETTER, lowest - 1, highest - 1, rise(estimated), tolerances);
    }
    return overlapping(baseline, candidate, lowest, highest, unit, tolerances);
  }

  private static Said undecided(Place baseline, Place candidate) {
    var which =
        !candidate.is(OnsetStatus.UNDECIDED)
            ? "in the baseline"
            : baseline.is(OnsetStatus.UNDECIDED) ? "in both runs" : "in the candidate";
    return new Said(
        Change.INCONCLUSIVE, "where it begins is undecided " + which + "; see the run's report");
  }

  private static Said neither(Place baseline, Place candidate, String unit, Tolerances tolerances) {
    double before = baseline.lowest();
    double after = candidate.lowest();
    if (!(before > 0 && after > 0)) {
      return new Said(
          Change.INCONCLUSIVE,
          "met in neither run, but %s was held clean at no load at all"
              .formatted(before > 0 ? "the candidate" : "the baseline"));
    }
    if (after < before * (1 - tolerances.sameWithin())) {
      return new Said(
          Change.INCONCLUSIVE,
          "met in neither run, but the candidate was held clean up to %s %s only, the baseline up to %s"
              .formatted(Numbers.upTo(after), unit, Numbers.upTo(before)));
    }
    return new Said(
        Change.SAME,
        "met in neither run up to %s %s".formatted(Numbers.upTo(Math.min(before, after)), unit));
  }

  /** The intervals do not overlap: the change is real; does it matter? */
  private static Said apart(
      Change verdict, double least, double most, @Nullable Double change, Tolerances tolerances) {
    var way = verdict == Change.WORSE ? "lower" : "higher";
    double size = change == null ? least : change;
    var range =
        Double.isFinite(most) && (verdict != Change.WORSE || most < 1)
            ? "%s to %s".formatted(Numbers.percent(least), Numbers.percent(most))
            : "at least " + Numbers.percent(least);
    if (size >= tolerances.smallestChange()) {
      return new Said(
          verdict,
          change == null
              ? "begins %s by %s".formatted(way, range)
              : "begins %s by %s (%s)".formatted(way, Numbers.percent(change), range));
    }
    if (change == null || most > tolerances.sameWithin()) {
      return new Said(
          Change.INCONCLUSIVE, "begins %s, but by how much is open: by %s".formatted(way, range));
    }
    return new Said(
        Change.SAME,
        "begins %s by %s, less than the %s that count"
            .formatted(way, Numbers.percent(size), Numbers.percent(tolerances.smallestChange())));
  }

  private static Said overlapping(
      Place baseline,
      Place candidate,
      double lowest,
      double highest,
      String unit,
      Tolerances tolerances) {
    if (lowest >= 1 - tolerances.sameWithin() && highest <= 1 + tolerances.sameWithin()) {
      return new Said(
          Change.SAME,
          "no change seen; one of more than %s is excluded"
              .formatted(Numbers.percent(Math.max(1 - lowest, highest - 1))));
    }
    if (candidate.is(OnsetStatus.NOT_REACHED)) {
      return new Said(
          Change.INCONCLUSIVE,
          "not met in the candidate, which was held clean up to %s %s only"
              .formatted(Numbers.upTo(candidate.lowest()), unit));
    }
    if (baseline.is(OnsetStatus.NOT_REACHED)) {
      return new Said(
          Change.INCONCLUSIVE,
          "not met in the baseline, which was held clean up to %s %s only"
              .formatted(Numbers.upTo(baseline.lowest()), unit));
    }
    if (baseline.is(OnsetStatus.BELOW_START) || candidate.is(OnsetStatus.BELOW_START)) {
      return new Said(
          Change.INCONCLUSIVE,
          "it begins below the lowest load offered; lower the axis's start to see where");
    }
    return new Said(
        Change.INCONCLUSIVE,
        "the bounds overlap: from %s lower to %s higher is possible"
            .formatted(Numbers.percent(1 - lowest), Numbers.percent(highest - 1)));
  }

  private static double ratio(double candidate, double baseline) {
    if (candidate == 0 || Double.isInfinite(baseline)) {
      return 0;
    }
    return baseline == 0 ? Double.POSITIVE_INFINITY : candidate / baseline;
  }

  private static @Nullable Double estimated(Place baseline, Place candidate) {
    var before = within(baseline);
    var after = within(candidate);
    return before == null || after == null || !(before > 0) ? null : Double.valueOf(after / before);
  }

  /** An estimate outside the confirmed bounds is none. */
  private static @Nullable Double within(Place place) {
    var estimate = place.estimate();
    return estimate == null || estimate < place.lowest() || estimate > place.highest()
        ? null
        : estimate;
  }

  private static @Nullable Double drop(@Nullable Double ratio) {
    return ratio == null ? null : Double.valueOf(1 - ratio);
  }

  private static @Nullable Double rise(@Nullable Double ratio) {
    return ratio == null ? null : Double.valueOf(ratio - 1);
  }
}
