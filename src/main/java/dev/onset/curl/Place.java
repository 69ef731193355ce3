package dev.onset.curl;

/**
 * A place in the text of a command.
 *
 * @param line from 1 on
 * @param column from 1 on, in characters
 */
public record Place(int line, int column) {

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
