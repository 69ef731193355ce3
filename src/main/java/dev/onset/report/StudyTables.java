package dev.onset.report;

import dev.onset.record.HeaderLimits;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RetryStudy;
import dev.onset.record.Study;
import dev.onset.report.RunPage.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a study found, in tables. Pure. */
final class StudyTables {

  private StudyTables() {}

  /** The tables of a study, those without rows left out. */
  static List<Table> of(@Nullable Study study) {
    return tables(study).stream().filter(table -> !table.rows().isEmpty()).toList();
  }

  private static List<Table> tables(@Nullable Study study) {
    if (study instanceof HeaderLimits limits) {
      return SizeWords.tables(limits);
    }
    if (study instanceof RecoveryStudy recovery) {
      return RecoveryStudyWords.tables(recovery);
    }
    return study instanceof RetryStudy retry ? RetryWords.tables(retry) : List.of();
  }
}
