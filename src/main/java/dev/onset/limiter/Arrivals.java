package dev.onset.limiter;

import java.util.Arrays;

/**
 * What one caller saw of a limiter: when each request was sent and answered, and how it was
 * decided. Sorted by the time sent; immutable.
 *
 * <p>Times are seconds since the experiment began. The first arrival is taken to meet an idle
 * limiter (bucket full, log empty). Requests that failed for another reason than the limiter belong
 * in here as admitted when the limiter probably let them pass (a timeout, an error of the
 * application), since it counted them; with an answer time of positive infinity when none came.
 * Those that never reached the target do not belong in here.
 *
 * <p>What a request cost, in tokens, is known of those whose answer said so.
 */
public final class Arrivals {

  private final double epochSecondsOfZero;
  private final double[] sent;
  private final double[] answered;
  private final boolean[] admitted;
  private final double[] tokens;

  private Arrivals(
      double epochSecondsOfZero,
      double[] sent,
      double[] answered,
      boolean[] admitted,
      double[] tokens) {
    this.epochSecondsOfZero = epochSecondsOfZero;
    this.sent = sent;
    this.answered = answered;
    this.admitted = admitted;
    this.tokens = tokens;
  }

  /**
   * Starts a collection.
   *
   * @param epochSecondsOfZero the wall clock at second 0, in seconds since 1970
   */
  public static Builder builder(double epochSecondsOfZero) {
    return new Builder(epochSecondsOfZero);
  }

  /** Number of requests. */
  public int size() {
    return sent.length;
  }

  /** When request {@code i} was sent, in seconds since the experiment began. */
  public double sent(int i) {
    return sent[i];
  }

  /** When its answer was complete, in seconds since the experiment began; infinity for never. */
  public double answered(int i) {
    return answered[i];
  }

  /** Whether the limiter let it pass. */
  public boolean admitted(int i) {
    return admitted[i];
  }

  /** What it cost, in tokens; NaN when that is not known. */
  public double tokens(int i) {
    return tokens[i];
  }

  /** The wall clock at second 0, in seconds since 1970. */
  public double epochSecondsOfZero() {
    return epochSecondsOfZero;
  }

  /** Collects arrivals in any order. Not thread-safe. */
  public static final class Builder {

    private final double epochSecondsOfZero;
    private double[] sent = new double[1024];
    private double[] answered = new double[1024];
    private boolean[] admitted = new boolean[1024];
    private double[] tokens = new double[1024];
    private int size;

    private Builder(double epochSecondsOfZero) {
      this.epochSecondsOfZero = epochSecondsOfZero;
    }

    /** Adds one request of which nobody knows what it cost in tokens. */
    public Builder add(double sentSeconds, double answeredSeconds, boolean wasAdmitted) {
      return add(sentSeconds, answeredSeconds, wasAdmitted, Double.NaN);
    }

    /**
     * Adds one request.
     *
     * @param cost what it cost, in tokens; NaN when that is not known
     * @throws IllegalArgumentException if it was answered before it was sent, or sent at no time
     */
    public Builder add(
        double sentSeconds, double answeredSeconds, boolean wasAdmitted, double cost) {
      if (!Double.isFinite(sentSeconds) || !(answeredSeconds >= sentSeconds)) {
        throw new IllegalArgumentException(
            "sent at " + sentSeconds + " s, answered at " + answeredSeconds + " s");
      }
      if (size == sent.length) {
        sent = Arrays.copyOf(sent, 2 * size);
        answered = Arrays.copyOf(answered, 2 * size);
        admitted = Arrays.copyOf(admitted, 2 * size);
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      sent[size] = sentSeconds;
      answered[size] = answeredSeconds;
      admitted[size] = wasAdmitted;
      tokens[size] = cost >= 0 && Double.isFinite(cost) ? cost : Double.NaN;
      size++;
      return this;
    }

    /** The arrivals so far, sorted by the time sent. */
    public Arrivals build() {
      var order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(sent[a], sent[b]));
      var sortedSent = new double[size];
      var sortedAnswered = new double[size];
      var sortedAdmitted = new boolean[size];
      var sortedTokens = new double[size];
      for (int i = 0; i < size; i++) {
        sortedSent[i] = sent[order[i]];
        sortedAnswered[i] = answered[order[i]];
        sortedAdmitted[i] = admitted[order[i]];
        sortedTokens[i] = tokens[order[i]];
      }
      return new Arrivals(
          epochSecondsOfZero, sortedSent, sortedAnswered, sortedAdmitted, sortedTokens);
    }
  }
}
