package dev.onset.load;

import java.time.Duration;

/**
 * When the attempts of a trial are due: slot number to nanoseconds after the trial's start.
 *
 * <p>Implementations are immutable and pure; due times never decrease with the slot number.
 */
public interface Schedule {

  /** How many attempts the trial intends. */
  long slots();

  /**
   * Nanoseconds after the trial's start at which a slot is due.
   *
   * @param slot from 0 (inclusive) to {@link #slots()} (exclusive)
   */
  long dueNanos(long slot);

  /**
   * The load in force when a slot is due, in the axis's unit.
   *
   * @param slot from 0 (inclusive) to {@link #slots()} (exclusive)
   */
  double loadAt(long slot);

  /** The trial's length; every slot is due before it. */
  Duration length();
}
