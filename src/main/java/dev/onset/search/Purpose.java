package dev.onset.search;

/** What the search wants to learn from a trial. */
public enum Purpose {
  /** Climb from load to load until something goes wrong. */
  LADDER,
  /** Watch what is admitted while more is offered than the target takes. */
  WATCH,
  /** Narrow the bracket between the highest clean and the lowest failing load. */
  BRACKET,
  /** Hold a bound long enough to stand by it. */
  CONFIRM,
  /** Offer two callers together more than one may have: is the limit shared? */
  SCOPE,
  /** Overload the target, fall back, and see when and at which load it is well again. */
  RECOVERY,
  /** See whether the target is well again. */
  CANARY,
  /** Overload the target on purpose, and see what becomes of demands then and after. */
  PUSH,
  /** Open connections one by one. */
  RAMP;

  /** Whether it only adds to an answer that is there: without it the answer stands. */
  public boolean isExtra() {
    return this == SCOPE || this == RECOVERY;
  }
}
