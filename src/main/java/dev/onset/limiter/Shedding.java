package dev.onset.limiter;

/**
 * Whether rejections fall at random.
 *
 * <p>In blocks of requests the local share of rejections p makes {@code 2 n p (1 - p)} changes
 * between admitted and rejected likely, if each is decided by itself. Limiters reject in runs, or
 * at even distances, and change less often or more.
 */
final class Shedding {

  /** Most skill that a model may have at what is called random. */
  static final double MOST_SKILL = 0.4;

  private static final int BLOCK = 50;
  private static final double MOST_OFF = 0.2;

  private Shedding() {}

  /** 1 for as many changes as chance makes, less for others, 0 for no randomness at all. */
  static double likeliness(Evidence seen) {
    double expected = 0;
    double changes = 0;
    for (int from = 0; from + BLOCK <= seen.size; from += BLOCK) {
      int admitted = seen.admittedBefore[from + BLOCK] - seen.admittedBefore[from];
      // Without replacement: the expectation given the number of admitted ones.
      expected += 2.0 * admitted * (BLOCK - admitted) / BLOCK;
      for (int i = from + 1; i < from + BLOCK; i++) {
        changes += seen.admitted[i] != seen.admitted[i - 1] ? 1 : 0;
      }
    }
    if (expected < 10) {
      return 0;
    }
    double off = Math.abs(changes / expected - 1);
    return off > MOST_OFF ? 0 : 1 - off;
  }
}
