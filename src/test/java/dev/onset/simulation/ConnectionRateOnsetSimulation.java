package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;

/** At how many new connections per second does it begin? */
public class ConnectionRateOnsetSimulation extends OnsetSimulation {

  public ConnectionRateOnsetSimulation() {
    super(Axis.CONNECTION_RATE);
  }
}
