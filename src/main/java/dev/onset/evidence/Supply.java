package dev.onset.evidence;

/**
 * What was left of something the host has so many of, when least was left.
 *
 * @param left how many were not in use; {@link Long#MAX_VALUE} when not known
 * @param most how many there are; {@link Long#MAX_VALUE} when not known
 */
public record Supply(long left, long most) {

  /** A supply about which nothing is known. */
  public static final Supply UNKNOWN = new Supply(Long.MAX_VALUE, Long.MAX_VALUE);

  /** The supply of which so many are in use. */
  public static Supply of(long used, long most) {
    return new Supply(Math.max(0, most - used), most);
  }

  /** Whether it is known at all. */
  public boolean isKnown() {
    return most != Long.MAX_VALUE;
  }

  /** The scarcer of both; commutative and associative with {@link #UNKNOWN} as neutral. */
  public Supply and(Supply other) {
    return left < other.left || (left == other.left && most <= other.most) ? this : other;
  }
}
