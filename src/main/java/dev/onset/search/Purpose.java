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
  /** Open connections one by one. */
  RAMP
}
