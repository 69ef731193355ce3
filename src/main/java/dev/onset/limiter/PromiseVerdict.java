package dev.onset.limiter;

/** Whether a target keeps the limit that it declares. */
public enum PromiseVerdict {
  /** The declared rate lies within the measured bounds. */
  KEPT,
  /** It refuses below the rate that it declares. */
  BROKEN_STRICTER,
  /** It admits more than it declares. */
  BROKEN_LOOSER,
  /** Nothing comparable was declared or measured. */
  UNDECIDED
}
