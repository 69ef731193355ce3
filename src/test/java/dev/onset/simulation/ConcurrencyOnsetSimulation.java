package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;

/** At how many open connections does it begin? */
public class ConcurrencyOnsetSimulation extends OnsetSimulation {

  public ConcurrencyOnsetSimulation() {
    super(Axis.CONCURRENCY);
  }
}
