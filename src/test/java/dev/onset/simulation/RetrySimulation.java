package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.record.StudyKind;

/** What does each way of retrying do to callers and target? */
public class RetrySimulation extends OnsetSimulation {

  public RetrySimulation() {
    super(StudyKind.RETRY);
  }
}
