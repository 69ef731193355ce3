package dev.onset.curl;

import java.util.ArrayList;
import java.util.List;

/**
 * From words to options, by curl's rules: short ones can be bundled and their value can follow
 * without a space, long ones can be shortened as long as they are unambiguous.
 */
final class OptionReader {

  private final List<Word> words;
  private final Remarks remarks;
  private final List<Given> given = new ArrayList<>();
  private int next;

  private OptionReader(List<Word> words, Remarks remarks) {
    this.words = words;
    this.remarks = remarks;
  }

  /** The options in order; words that are none are URLs, and come as {@code --url}. */
  static List<Given> read(List<Word> words, Remarks remarks) {
    var reader = new OptionReader(words, remarks);
    boolean onlyUrls = false;
    while (reader.next < words.size()) {
      var word = words.get(reader.next++);
      if (onlyUrls || !word.text().startsWith("-")) {
        reader.url(word);
      } else if (word.text().equals("--")) {
        onlyUrls = true;
      } else if (word.text().startsWith("--")) {
        reader.longOption(word);
      } else {
        reader.shortOptions(word);
      }
    }
    return reader.given;
  }

  private void url(Word word) {
    given.add(new Given(Options.named("url").get(0), true, word.text(), word.at()));
  }

  private void longOption(Word word) {
    var written = word.text().substring(2);
    boolean negated = written.startsWith("no-");
    var name = negated ? written.substring(3) : written;
    var found = Options.named(name);
    if (found.size() > 1) {
      remarks.refuse(
          word.at(),
          "This could be short for several options.",
          "Write one of them in full: %s.".formatted(Options.shown(found)));
    } else if (found.isEmpty() || name.isEmpty()) {
      remarks.refuse(word.at(), "curl has no such option.", Options.adviceFor(name));
    } else if (negated && !found.get(0).negatable()) {
      remarks.refuse(
          word.at(),
          "curl does not know the --no- form of --%s.".formatted(found.get(0).name()),
          "Leave it out.");
    } else {
      add(found.get(0), !negated, "", word.at());
    }
  }

  private void shortOptions(Word word) {
    var letters = word.text();
    for (int i = 1; i < letters.length(); i++) {
      var option = Options.withLetter(letters.charAt(i));
      if (option == null) {
        remarks.refuse(
            word.at(),
            "curl has no such option.",
            "Check letter %d; long options begin with two hyphens.".formatted(i));
        return;
      }
      if (option.takesValue()) {
        add(option, true, letters.substring(i + 1), word.at());
        return;
      }
      add(option, true, "", word.at());
    }
    if (letters.length() == 1) {
      remarks.refuse(
          word.at(),
          "curl has no such option.",
          "A lone hyphen is no URL and no option; remove it.");
    }
  }

  private void add(Option option, boolean on, String attached, Place at) {
    if (!option.takesValue() || !attached.isEmpty()) {
      given.add(new Given(option, on, attached, at));
    } else if (next < words.size()) {
      given.add(new Given(option, on, words.get(next++).text(), at));
    } else {
      remarks.refuse(
          at,
          "%s needs a value.".formatted(option.shown()),
          "Write one behind it, or leave it out.");
    }
  }
}
