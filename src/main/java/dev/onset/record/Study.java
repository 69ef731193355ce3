package dev.onset.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The answer of an experiment that asks for something else than where an outcome begins along an
 * axis. Kept as the property {@code study} of its {@link ExperimentRecord}; unknown values are
 * null.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HeaderLimits.class, name = "HEADER_LIMITS"),
  @JsonSubTypes.Type(value = RecoveryStudy.class, name = "RECOVERY"),
  @JsonSubTypes.Type(value = RetryStudy.class, name = "RETRY"),
})
public sealed interface Study permits HeaderLimits, RecoveryStudy, RetryStudy {

  /** Which question it answers. */
  StudyKind asked();
}
