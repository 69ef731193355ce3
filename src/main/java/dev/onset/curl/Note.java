package dev.onset.curl;

/**
 * What of a command is not done, though its request is sent. Quotes nothing of the command but
 * names of options and headers.
 *
 * @param at where it stands
 * @param text a sentence
 */
public record Note(Place at, String text) {

  /** The note in one line. */
  public String line() {
    return at + ": " + text;
  }
}
