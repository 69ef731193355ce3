package dev.onset.limiter;

/**
 * Whether rejections fall at random.
 *
 * <p>In blocks of requests the local share of rejections p makes {@code 2 n p (1 - p)} changes from
 * one to the next likely, or to the next but one or two, if each is decided by itself. Limiters
 * reject in runs, or at even distances, and change less often or more.
 */
final class Shedding {

  /** Most skill that a model may have at what is called random. */
  static final double MOST_SKILL = 0.4;

  private static final int BLOCK = 50;
  private static final int LAGS = 3;
  private static final double MOST_OFF = 0.04;

  private Shedding() {}

  /** 1 for as many changes as chance makes, less for others, 0 for no randomness at all. */
  static double likeliness(Evidence seen) {
    double likeliness = 1;
    for (int lag = 1; lag <= LAGS; lag++) {
      double expected = 0;
      double changes = 0;
      for (int from = 0; from + BLOCK <= seen.size; from += BLOCK) {
        int admitted = seen.admittedBefore[from + BLOCK] - seen.admittedBefore[from];
        // Without replacement: the expectation given the number of admitted ones.
        double share = 2.0 * admitted * (BLOCK - admitted) / (BLOCK * (BLOCK - 1.0));
        expected += share * (BLOCK - lag);
        for (int i = from + lag; i < from + BLOCK; i++) {
          changes += seen.admitted[i] != seen.admitted[i - lag] ? 1 : 0;
        }
      }
      double off = expected < 10 ? 1 : Math.abs(changes / expected - 1);
      if (off > MOST_OFF + 4 / Math.sqrt(expected + 1)) {
        return 0;
      }
      likeliness = Math.min(likeliness, 1 - off);
    }
    return likeliness;
  }
}
