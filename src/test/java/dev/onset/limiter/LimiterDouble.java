package dev.onset.limiter;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A limiter on a virtual clock, written from the description of its algorithm and from nothing
 * else. Requests come in the order of their arrival, in seconds.
 */
interface LimiterDouble {

  /** Whether a request that arrives now is admitted. */
  boolean admits(double now);

  /** Whether a request that arrives now and costs so many tokens is admitted. */
  default boolean admits(double now, double tokens) {
    return admits(now);
  }

  /** How long an admitted request that arrives now waits before it is served, in seconds. */
  default double delay(double now) {
    return 0;
  }

  /** Learns when an admitted request will be done. */
  default void servedUntil(double end) {}

  static LimiterDouble tokenBucket(double rate, double size) {
    return new LimiterDouble() {
      private double tokens = size;
      private double last = Double.NaN;

      @Override
      public boolean admits(double now) {
        if (!Double.isNaN(last)) {
          tokens = Math.min(size, tokens + (now - last) * rate);
        }
        last = now;
        // A nano-token less is rounding.
        if (tokens < 1 - 1e-9) {
          return false;
        }
        tokens -= 1;
        return true;
      }
    };
  }

  /** As NGINX has it: an excess in requests, of which the first costs nothing. */
  static LimiterDouble leakyBucket(double rate, double burst) {
    return new LimiterDouble() {
      private double excess;
      private double last = Double.NaN;

      @Override
      public boolean admits(double now) {
        double next = Double.isNaN(last) ? 0 : Math.max(0, excess - rate * (now - last) + 1);
        if (next > burst + 1e-9) {
          return false;
        }
        excess = next;
        last = now;
        return true;
      }

      @Override
      public double delay(double now) {
        return excess / rate;
      }
    };
  }

  /** Lumps of {@code lump} tokens at each whole multiple of the period on its clock. */
  static LimiterDouble lumpedBucket(int lump, double period, int size, double epochOfZero) {
    return new LimiterDouble() {
      private int tokens = size;
      private long lastTick = Long.MIN_VALUE;

      @Override
      public boolean admits(double now) {
        long tick = (long) Math.floor((epochOfZero + now) / period);
        if (lastTick != Long.MIN_VALUE && tick > lastTick) {
          tokens = (int) Math.min(size, tokens + (tick - lastTick) * lump);
        }
        lastTick = tick;
        if (tokens == 0) {
          return false;
        }
        tokens--;
        return true;
      }
    };
  }

  static LimiterDouble alignedWindow(int most, double window, double epochOfZero) {
    return new LimiterDouble() {
      private long current = Long.MIN_VALUE;
      private int used;

      @Override
      public boolean admits(double now) {
        long index = (long) Math.floor((epochOfZero + now) / window);
        if (index != current) {
          current = index;
          used = 0;
        }
        return used++ < most;
      }
    };
  }

  static LimiterDouble anchoredWindow(int most, double window) {
    return new LimiterDouble() {
      private double reset = Double.NEGATIVE_INFINITY;
      private int left;

      @Override
      public boolean admits(double now) {
        if (now >= reset) {
          reset = now + window;
          left = most;
        }
        if (left == 0) {
          return false;
        }
        left--;
        return true;
      }
    };
  }

  static LimiterDouble slidingLog(int most, double window, boolean countsRejected) {
    return new LimiterDouble() {
      private final Deque<Double> log = new ArrayDeque<>();

      @Override
      public boolean admits(double now) {
        while (!log.isEmpty() && log.peekFirst() <= now - window) {
          log.removeFirst();
        }
        boolean admitted = log.size() < most;
        if (admitted || countsRejected) {
          log.addLast(now);
        }
        return admitted;
      }
    };
  }

  static LimiterDouble blockingLog(int most, double window) {
    return new LimiterDouble() {
      private final Deque<Double> log = new ArrayDeque<>();
      private double blockedUntil = Double.NEGATIVE_INFINITY;

      @Override
      public boolean admits(double now) {
        log.addLast(now);
        while (log.peekFirst() <= now - window) {
          log.removeFirst();
        }
        if (now < blockedUntil) {
          return false;
        }
        if (log.size() > most) {
          blockedUntil = now + window;
          return false;
        }
        return true;
      }
    };
  }

  /**
   * Two counters.
   *
   * @param room 1 if the weighted count must leave room for the request itself, 0 if it must be
   *     below the limit
   */
  static LimiterDouble slidingCounter(int most, double window, int room, double epochOfZero) {
    return new LimiterDouble() {
      private long current = Long.MIN_VALUE;
      private int here;
      private int previous;

      @Override
      public boolean admits(double now) {
        double position = (epochOfZero + now) / window;
        long index = (long) Math.floor(position);
        if (index != current) {
          previous = index == current + 1 ? here : 0;
          here = 0;
          current = index;
        }
        double weighted = previous * (1 - (position - index)) + here;
        if (room == 1 ? weighted + 1 > most : weighted >= most) {
          return false;
        }
        here++;
        return true;
      }
    };
  }

  static LimiterDouble concurrencyCap(int most) {
    return new LimiterDouble() {
      private final java.util.PriorityQueue<Double> ends = new java.util.PriorityQueue<>();

      @Override
      public boolean admits(double now) {
        while (!ends.isEmpty() && ends.peek() <= now) {
          ends.remove();
        }
        return ends.size() < most;
      }

      @Override
      public void servedUntil(double end) {
        ends.add(end);
      }
    };
  }

  static LimiterDouble shedding(double share, java.util.random.RandomGenerator random) {
    return now -> random.nextDouble() >= share;
  }
}
