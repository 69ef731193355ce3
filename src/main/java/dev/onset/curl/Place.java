package dev.onset.curl;

/**
 * A place in the text of a command.
 *
 * @param line from 1 on
 * @param column from 1 on, in characters
 */
public record Place(int line, int column) {

  /** Where mistakes of a whole command stand. */
  static final Place BEGINNING = new Place(1, 1);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
