package dev.onset.sandbox;

/** The latest times of something, at most as many as were asked for; older ones are forgotten. */
final class RecentTimes {
  private static final int FIRST_SIZE = 64;

  private final int most;
  private long[] ring;
  private int oldest;
  private int size;

  RecentTimes(long most) {
    this.most = Math.toIntExact(most);
    this.ring = new long[Math.min(this.most, FIRST_SIZE)];
  }

  /** Adds a time that is no earlier than all before; the oldest one makes room when all is full. */
  void add(long nanos) {
    if (size == ring.length && size < most) {
      grow();
    }
    if (size == ring.length) {
      ring[oldest] = nanos;
      oldest = (oldest + 1) % ring.length;
    } else {
      ring[(oldest + size) % ring.length] = nanos;
      size++;
    }
  }

  /** Forgets the times up to and including this one. */
  void forgetUntil(long nanos) {
    while (size > 0 && ring[oldest] <= nanos) {
      oldest = (oldest + 1) % ring.length;
      size--;
    }
  }

  boolean isFull() {
    return size == most;
  }

  int size() {
    return size;
  }

  /** The oldest time kept; there must be one. */
  long oldest() {
    return at(0);
  }

  /** The latest time kept; there must be one. */
  long latest() {
    return at(size - 1);
  }

  /** A time kept, counted from 0 for the oldest; there must be so many. */
  long at(int index) {
    if (index < 0 || index >= size) {
      throw new IllegalStateException("no time is kept");
    }
    return ring[(oldest + index) % ring.length];
  }

  private void grow() {
    long[] larger = new long[(int) Math.min(most, 2L * ring.length)];
    int tail = ring.length - oldest;
    System.arraycopy(ring, oldest, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, oldest);
    ring = larger;
    oldest = 0;
  }
}
