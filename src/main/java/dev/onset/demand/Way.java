package dev.onset.demand;

/** A way of retrying. */
public enum Way {
  /** Never. */
  NONE,
  /** At once. */
  IMMEDIATE,
  /** After the same time each. */
  FIXED,
  /** After a time that doubles. */
  EXPONENTIAL,
  /** After a random time between nothing and one that doubles. */
  JITTER,
  /** After the time that the target asks for; as JITTER where it asks for none. */
  RETRY_AFTER,
  /** As JITTER, as long as there are not too many retries already. */
  BUDGET
}
