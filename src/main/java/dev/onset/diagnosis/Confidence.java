package dev.onset.diagnosis;

/**
 * How far a mechanism is to be believed. The numbers order findings and are shown as percent; they
 * are grades with a meaning, not frequencies.
 */
public enum Confidence {
  /** Nothing speaks for a particular mechanism. */
  NONE(0),
  /** It would look like this; something else explains it better. */
  HINT(0.3),
  /** It would look like this, and so would another mechanism that was not ruled out. */
  POSSIBLE(0.5),
  /** Its usual pattern was seen; one sign that could contradict it was not measured. */
  LIKELY(0.7),
  /**
   * Its pattern was seen, and the signs of the mechanisms that resemble it were looked for in vain.
   */
  STRONG(0.85),
  /** A witness says so: the target's own answer, a kernel's counter, the resolver. */
  PROVEN(0.95);

  private final double value;

  Confidence(double value) {
    this.value = value;
  }

  /** The grade as a number from 0 to 1. */
  public double value() {
    return value;
  }
}
