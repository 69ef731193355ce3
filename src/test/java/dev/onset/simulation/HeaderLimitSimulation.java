package dev.onset.simulation;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.record.StudyKind;

/** How large may a request be, and which odd ones are refused? */
public class HeaderLimitSimulation extends OnsetSimulation {

  public HeaderLimitSimulation() {
    super(StudyKind.HEADER_LIMITS);
  }
}
