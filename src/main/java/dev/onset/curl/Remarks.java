package dev.onset.curl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes and notes that were found so far. Not thread-safe. */
final class Remarks {

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  void refuse(Place at, String rule, String advice) {
    mistakes.add(new Mistake(at, rule, advice));
  }

  void note(Place at, String text) {
    notes.add(new Note(at, text));
  }

  boolean hasMistakes() {
    return !mistakes.isEmpty();
  }

  List<Note> notes() {
    return notes.stream().sorted(Comparator.comparing(Note::at, BY_PLACE)).toList();
  }

  /** Ends the reading when there is any mistake. */
  void throwMistakes() throws UnreadableCommand {
    if (hasMistakes()) {
      throw new UnreadableCommand(
          mistakes.stream().sorted(Comparator.comparing(Mistake::at, BY_PLACE)).toList());
    }
  }
}
