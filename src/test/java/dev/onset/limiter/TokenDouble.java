package dev.onset.limiter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * A limiter of tokens on a virtual clock. It charges a request when it comes, if its own tokens
 * still fit; or when it is answered, and admits as long as any are left.
 */
abstract class TokenDouble implements LimiterDouble {

  private record Charge(double at, double tokens) {}

  private final boolean asked;
  private final PriorityQueue<Charge> unanswered =
      new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
  private double pending;

  private TokenDouble(boolean asked) {
    this.asked = asked;
  }

  /** What is left now. */
  abstract double left(double now);

  abstract void charge(double now, double tokens);

  @Override
  public boolean admits(double now) {
    throw new IllegalStateException("what does it cost?");
  }

  @Override
  public boolean admits(double now, double tokens) {
    while (!unanswered.isEmpty() && unanswered.peek().at() <= now) {
      var done = unanswered.remove();
      left(done.at());
      charge(done.at(), done.tokens());
    }
    boolean admitted = asked ? left(now) >= tokens - 1e-9 : left(now) > 1e-9;
    if (admitted && asked) {
      charge(now, tokens);
    }
    pending = tokens;
    return admitted;
  }

  @Override
  public void servedUntil(double end) {
    if (!asked) {
      unanswered.add(new Charge(end, pending));
    }
  }

  static TokenDouble window(double most, double window, double epochOfZero, boolean asked) {
    return new TokenDouble(asked) {
      private long current = Long.MIN_VALUE;
      private double used;

      @Override
      double left(double now) {
        long index = (long) Math.floor((epochOfZero + now) / window);
        if (index != current) {
          current = index;
          used = 0;
        }
        return most - used;
      }

      @Override
      void charge(double now, double tokens) {
        used += tokens;
      }
    };
  }

  static TokenDouble bucket(double rate, double size, boolean asked) {
    return new TokenDouble(asked) {
      private double tokens = size;
      private double last;

      @Override
      double left(double now) {
        tokens = Math.min(size, tokens + Math.max(0, now - last) * rate);
        last = Math.max(last, now);
        return tokens;
      }

      @Override
      void charge(double now, double cost) {
        tokens -= cost;
      }
    };
  }

  static TokenDouble log(double most, double window, boolean asked) {
    return new TokenDouble(asked) {
      private final Deque<Charge> log = new ArrayDeque<>();
      private double used;

      @Override
      double left(double now) {
        while (!log.isEmpty() && log.peekFirst().at() <= now - window) {
          used -= log.removeFirst().tokens();
        }
        return most - used;
      }

      @Override
      void charge(double now, double tokens) {
        log.addLast(new Charge(now, tokens));
        used += tokens;
      }
    };
  }
}
