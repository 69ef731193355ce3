package dev.onset.configured;

import java.util.List;

/** Says what is wrong with a definition: every mistake with file, place and next step. */
public final class UnreadableDefinition extends Exception {

  private final transient List<String> mistakes;

  UnreadableDefinition(List<String> mistakes) {
    super(String.join(" ", mistakes), null, false, false);
    this.mistakes = List.copyOf(mistakes);
  }

  /** One sentence or two for each. */
  public List<String> mistakes() {
    return mistakes;
  }
}
