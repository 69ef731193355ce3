package dev.onset.gatling;

import dev.onset.limiter.DeclaredLimits;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredSeries;
import java.util.List;

/** What the target's responses have declared of its limits so far. Thread-safe. */
final class Declarations {

  private final DeclaredSeries series = new DeclaredSeries();

  synchronized void add(double seconds, DeclaredLimits declared, boolean admitted) {
    series.add(seconds, declared, admitted);
  }

  /** The declared limits, the one with the smallest sustained rate first. */
  synchronized List<DeclaredPolicy> policies() {
    return series.policies();
  }
}
