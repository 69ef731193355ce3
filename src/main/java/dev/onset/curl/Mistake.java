package dev.onset.curl;

/**
 * Why a command cannot be read or sent. Quotes nothing of the command, since all of it may be
 * secret.
 *
 * @param at where it is
 * @param rule what is wrong
 * @param advice what to do next
 */
public record Mistake(Place at, String rule, String advice) {

  /** The mistake in one line. */
  public String text() {
    return at + ": " + rule + " " + advice;
  }
}
