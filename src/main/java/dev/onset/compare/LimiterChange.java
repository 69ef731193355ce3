package dev.onset.compare;

/**
 * One property of the rate limiter that changed.
 *
 * @param property which one
 * @param before its value in the baseline, in words
 * @param after its value in the candidate, in words
 */
public record LimiterChange(Property property, String before, String after) {

  /** What can change about a limiter. */
  public enum Property {
    PRESENCE,
    ALGORITHM,
    RATE,
    BURST,
    WINDOW,
    /** What it counts, and how many tokens of a language model per minute. */
    TOKENS,
    REJECTED_COUNT,
    DECLARED,
    PROMISE,
    SCOPE
  }
}
