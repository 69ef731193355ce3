package dev.onset.record;

/** The questions that an experiment can answer beside where something begins along an axis. */
public enum StudyKind {
  /** How the target comes back from overload. */
  RECOVERY("recovery"),
  /** What each way of retrying does to callers and target. */
  RETRY("retry"),
  /** How large a request may be, and which odd ones are refused. */
  HEADER_LIMITS("header-limits");

  private final String slug;

  StudyKind(String slug) {
    this.slug = slug;
  }

  /** The kind's name in file names and configuration keys. */
  public String slug() {
    return slug;
  }
}
