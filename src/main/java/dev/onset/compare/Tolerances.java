package dev.onset.compare;

/**
 * What counts as a change.
 *
 * @param smallestChange changes below this share of the baseline are the same to the user, such as
 *     0.02
 * @param sameWithin when the bounds overlap: the verdict is "same" if a change of more than this
 *     share is excluded, otherwise it is inconclusive; such as 0.1
 */
public record Tolerances(double smallestChange, double sameWithin) {

  /** Both as in the configuration's defaults: 2 % and 10 %. */
  public static final Tolerances DEFAULT = new Tolerances(0.02, 0.1);

  public Tolerances {
    if (!(smallestChange >= 0 && smallestChange < 1 && sameWithin > 0 && sameWithin < 1)) {
      throw new IllegalArgumentException(
          "shares between 0 and 1, not %s and %s".formatted(smallestChange, sameWithin));
    }
  }
}
