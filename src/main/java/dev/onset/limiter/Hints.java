package dev.onset.limiter;

import java.util.List;

/**
 * What a target says of its own limiter.
 *
 * @param windowsSeconds lengths of the windows that it declares, in seconds; empty when none
 */
public record Hints(List<Double> windowsSeconds) {

  /** Nothing is declared. */
  public static final Hints NONE = new Hints(List.of());

  /** Windows that cannot be (zero, negative, not finite) are dropped: headers come from outside. */
  public Hints {
    windowsSeconds =
        windowsSeconds.stream().filter(w -> w > 0 && Double.isFinite(w)).distinct().toList();
  }
}
