package dev.onset.browser;

/**
 * How a page is looked at.
 *
 * @param width of the window, in CSS pixels
 * @param dark whether the reader prefers dark pages
 * @param scripts whether scripts may run
 * @param paper whether it is printed
 */
record View(int width, boolean dark, boolean scripts, boolean paper) {

  /** A4 at 96 dpi, less margins of 10 mm. */
  private static final int A4_WIDTH = 718;

  static View light(int width) {
    return new View(width, false, true, false);
  }

  static View dark(int width) {
    return new View(width, true, true, false);
  }

  /** As paper shows it, to somebody who prefers dark screens. */
  static View onPaper() {
    return new View(A4_WIDTH, true, true, true);
  }

  View withoutScripts() {
    return new View(width, dark, false, paper);
  }

  @Override
  public String toString() {
    return (paper ? "paper" : width + (dark ? "-dark" : "-light")) + (scripts ? "" : "-no-scripts");
  }
}
