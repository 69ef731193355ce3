package dev.onset.preflight;

/** What a finding means for a measurement. */
public enum Severity {
  /** Nothing stands in the way. */
  OK("ok"),
  /** The target can be measured; what is said is to be borne in mind. */
  WARNING("warning"),
  /** The target cannot be measured. */
  FAILED("FAILED"),
  /** What would be needed for the check is not there. */
  NOT_CHECKED("-");

  private final String shown;

  Severity(String shown) {
    this.shown = shown;
  }

  /** The word that begins a line. */
  String shown() {
    return shown;
  }
}
