package dev.onset.compare;

/**
 * Why two experiments cannot be compared.
 *
 * @param text a clause that names what differs, in both runs
 */
public record Obstacle(Kind kind, String text) {

  /** What stands in the way. */
  public enum Kind {
    /** The request or its target. */
    TARGET,
    /** How long the load generator waits. */
    TIMEOUTS,
    /** How the load was offered. */
    METHOD,
    /** The load generator: another machine, or too weak. */
    GENERATOR,
    /** Trials that did not count, or no measurement at all. */
    TRIALS,
    /** The candidate has no such experiment. */
    MISSING,
    /** The baseline has no such experiment: there is nothing to be worse than. */
    NEW
  }
}
