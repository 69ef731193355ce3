package dev.onset.diagnosis;

import java.util.Optional;

/**
 * What speaks for one mechanism. Pure; missing evidence makes a rule less sure or silent, and never
 * makes it fail.
 */
@FunctionalInterface
interface Rule {

  /** The mechanism with what speaks for it, or nothing when the evidence does not fit. */
  Optional<Finding> apply(Reading reading);
}
