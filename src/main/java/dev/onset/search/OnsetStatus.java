package dev.onset.search;

/** Whether the load at which an outcome begins is known. */
public enum OnsetStatus {
  /** Both bounds are confirmed. */
  FOUND,
  /** The outcome did not occur up to the highest load offered. */
  NOT_REACHED,
  /** The outcome occurs at the lowest load offered already. */
  BELOW_START,
  /** The outcome occurred and at least one bound could not be confirmed. */
  UNDECIDED
}
