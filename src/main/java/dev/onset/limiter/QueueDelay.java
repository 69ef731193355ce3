package dev.onset.limiter;

/**
 * Whether admitted requests wait for what is ahead of them in the bucket.
 *
 * <p>A leaky bucket with a queue decides like a token bucket, but lets a request leave only when
 * those before it have, {@code 1/R} apart: its delay is {@code missing/R}. A line through the
 * delays of those that waited must have a slope of about one and leave little unexplained. An
 * intercept below zero is a queue that serves its first few at once.
 */
final class QueueDelay {

  private static final int LEAST_WAITED = 10;
  private static final double LEAST_DELAY = 0.001;
  private static final double LEAST_EXPLAINED = 0.7;

  private QueueDelay() {}

  /** Whether the delays are those of a queue that drains at the bucket's rate. */
  static boolean grows(Scorer scorer, Arrivals arrivals, double rate) {
    var seen = scorer.seen;
    var missing = scorer.pressures(new TokenBucket(rate, 1));
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < seen.size; i++) {
      if (seen.admitted[i]) {
        fastest = Math.min(fastest, arrivals.answered(i) - arrivals.sent(i));
      }
    }
    double least = Math.max(LEAST_DELAY, 2 * seen.tolerance);
    int expected = 0;
    int n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < seen.size; i++) {
      double delay = arrivals.answered(i) - arrivals.sent(i) - fastest;
      double backlog = missing[i] / rate;
      if (!seen.admitted[i] || !Double.isFinite(delay)) {
        continue;
      }
      expected += backlog > least ? 1 : 0;
      if (delay > least) {
        n++;
        x += backlog;
        y += delay;
        xx += backlog * backlog;
        xy += backlog * delay;
        yy += delay * delay;
      }
    }
    if (n < LEAST_WAITED || n < 0.2 * expected) {
      return false;
    }
    double spreadX = xx - x * x / n;
    double spreadY = yy - y * y / n;
    double together = xy - x * y / n;
    if (spreadX <= 0 || spreadY <= 0) {
      return false;
    }
    double slope = together / spreadX;
    return slope > 0.75
        && slope < 1.33
        && together * together / (spreadX * spreadY) > LEAST_EXPLAINED;
  }
}
