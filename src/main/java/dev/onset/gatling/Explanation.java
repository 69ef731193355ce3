package dev.onset.gatling;

import dev.onset.diagnosis.Diagnosis;
import dev.onset.diagnosis.Signs;
import dev.onset.record.ExperimentRecord;
import java.util.List;

/** What explains an experiment, in the form in which it is kept. Pure. */
final class Explanation {

  private Explanation() {}

  /** The mechanisms, most likely first; empty when there is nothing to explain. */
  static List<ExperimentRecord.Diagnosis> of(Signs signs) {
    return Diagnosis.of(signs).findings().stream()
        .map(
            finding ->
                new ExperimentRecord.Diagnosis(
                    finding.mechanism().slug(),
                    finding.confidence().value(),
                    finding.evidence(),
                    finding.advice()))
        .toList();
  }
}
