package dev.onset.preflight;

import dev.onset.record.ExperimentRecord.Check;

/**
 * One line of a preflight.
 *
 * @param check the name of the check
 * @param text what was found, what it means and, unless all is well, what to do about it; holds no
 *     secrets
 */
public record Finding(String check, Severity severity, String text) {

  private static final String RESERVATION = "Warning: ";

  /** A finding that lets a measurement go ahead. */
  public static Finding ok(String check, String text) {
    return new Finding(check, Severity.OK, text);
  }

  /** A finding that lets a measurement go ahead with a reservation. */
  public static Finding warning(String check, String text) {
    return new Finding(check, Severity.WARNING, text);
  }

  /** A finding that rules a measurement out. */
  public static Finding failed(String check, String text) {
    return new Finding(check, Severity.FAILED, text);
  }

  /** The finding that a check could not be made, which rules nothing out. */
  public static Finding notChecked(String check, String text) {
    return new Finding(check, Severity.NOT_CHECKED, text);
  }

  /** The finding as records keep it: a reservation is part of the text there. */
  public Check toCheck() {
    return new Check(
        check,
        severity != Severity.FAILED,
        severity == Severity.WARNING ? RESERVATION + text : text);
  }

  /** The finding as a line for the console. */
  public String line() {
    return "%-8s%s: %s".formatted(severity.shown(), check, text);
  }

  /** The same seen beside an address that works: what was a failure is a reservation then. */
  Finding besideWorkingAddress(String consequence) {
    return severity == Severity.FAILED ? warning(check, text + " " + consequence) : this;
  }
}
