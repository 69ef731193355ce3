package dev.onset.feeder;

import java.util.List;

/** A table that cannot be used, with everything that is wrong with it. */
public final class UnreadableRows extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> mistakes;

  UnreadableRows(List<String> mistakes) {
    super(String.join(" ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each as a sentence that says in which line; no values, which may be secret. */
  public List<String> mistakes() {
    return mistakes;
  }
}
