package dev.onset.example;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;

/** The same scenario, each virtual user on a connection of its own that it holds. */
public class LoginThenCallConcurrencySimulation extends OnsetSimulation {

  public LoginThenCallConcurrencySimulation() {
    super(Axis.CONCURRENCY, LoginThenCallSimulation.LOGIN_THEN_CALL);
  }
}
