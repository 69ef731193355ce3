package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.record.StudyKind;

/** How does the target come back from overload? */
public class RecoverySimulation extends OnsetSimulation {

  public RecoverySimulation() {
    super(StudyKind.RECOVERY);
  }
}
