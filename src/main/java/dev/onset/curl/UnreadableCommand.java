package dev.onset.curl;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with a command at once, without a stack trace or a secret. */
public final class UnreadableCommand extends Exception {

  private final transient List<Mistake> mistakes;

  UnreadableCommand(List<Mistake> mistakes) {
    super(
        mistakes.stream().map(Mistake::text).collect(Collectors.joining("\n")), null, false, false);
    this.mistakes = List.copyOf(mistakes);
  }

  /** The mistakes, at least one, in the order of the text. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
