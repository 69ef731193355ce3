package dev.onset.report;

import dev.onset.record.HeaderLimits;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RetryStudy;
import dev.onset.record.Study;
import dev.onset.report.Answer.Statement;
import java.util.List;

/** What a study found, in sentences. Pure. */
final class StudyWords {

  private StudyWords() {}

  /** The statements that answer its question; none when nothing is known yet. */
  static List<Statement> of(Study study) {
    if (study instanceof HeaderLimits limits) {
      return SizeWords.of(limits);
    }
    if (study instanceof RecoveryStudy recovery) {
      return RecoveryStudyWords.of(recovery);
    }
    return RetryWords.of((RetryStudy) study);
  }
}
