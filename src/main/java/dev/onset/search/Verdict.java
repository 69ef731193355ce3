package dev.onset.search;

/** What a trial says about its load. */
public enum Verdict {
  /** The target served the load. */
  GOOD,
  /** The target did not serve the load. */
  BAD,
  /** The load generator fell short, so that the trial says nothing about the target. */
  INVALID
}
