package dev.onset.gate;

/** What became of a rule. */
public enum RuleVerdict {
  /** What it asks for is confirmed. */
  PASSED,
  /** The opposite is confirmed. */
  VIOLATED,
  /** It was measured, and what was confirmed leaves both open. */
  INCONCLUSIVE,
  /** What it speaks of was not measured. */
  ERROR
}
