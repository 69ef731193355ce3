package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;

/** At how many requests per second does it begin? */
public class RateOnsetSimulation extends OnsetSimulation {

  public RateOnsetSimulation() {
    super(Axis.RATE);
  }
}
