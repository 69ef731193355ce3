package dev.onset.compare;

/**
 * Where a series takes another level.
 *
 * @param at index of the first run on the new level
 * @param before level of the runs before it, back to the change before
 * @param after level of the runs from it on, up to the next change
 */
public record ChangePoint(int at, double before, double after) {

  /** The new level's distance from the old one as a share of it: -0.05 is 5 % lower. */
  public double change() {
    return after / before - 1;
  }
}
