package dev.onset.curl;

import java.util.List;
import java.util.regex.Pattern;

/** From the text of a command to its words, whichever program the text was written for. */
final class CommandLine {

  private static final Pattern CURL = Pattern.compile("(?i)(.*[/\\\\])?curl(\\.exe)?");

  private CommandLine() {}

  /** The words behind {@code curl}; none when the text is not such a command. */
  static List<Word> words(String octets, Remarks remarks) {
    var text = octets.startsWith("\u00ef\u00bb\u00bf") ? octets.substring(3) : octets;
    if (text.indexOf('\0') >= 0) {
      remarks.refuse(Place.BEGINNING, "This is not a text.", "Save the command as text, in UTF-8.");
      return List.of();
    }
    var first = text.strip().lines().findFirst().orElse("");
    if (isForPowerShell(first)) {
      remarks.refuse(
          Place.BEGINNING,
          "This command is written for PowerShell, whose quotes are not read here.",
          "Copy it for bash (\"Copy as cURL (bash)\") or for cmd.");
      return List.of();
    }
    if (first.startsWith("```")) {
      remarks.refuse(
          Place.BEGINNING,
          "This is the frame of a text in Markdown.",
          "Leave out the lines with ``` and keep what is between them.");
      return List.of();
    }
    var words = isForPrompt(first) ? CmdWords.of(text, remarks) : ShellWords.of(text, remarks);
    int begin = !words.isEmpty() && words.get(0).text().equals("$") ? 1 : 0;
    if (words.isEmpty()) {
      remarks.refuse(Place.BEGINNING, "There is no command in it.", "Paste one curl command.");
      return List.of();
    }
    if (words.size() <= begin || !CURL.matcher(words.get(begin).text()).matches()) {
      remarks.refuse(
          words.get(0).at(),
          "The text does not begin with curl.",
          "Paste one curl command, from the word curl on.");
      return List.of();
    }
    return words.subList(begin + 1, words.size());
  }

  private static boolean isForPowerShell(String first) {
    return first.endsWith("`")
        || first.startsWith("Invoke-WebRequest")
        || first.startsWith("$session");
  }

  /** Carets as the prompt wants them, before any single quote. */
  private static boolean isForPrompt(String first) {
    int quote = first.indexOf('\'');
    int caret = first.indexOf(" ^\"");
    return first.endsWith("^") || (caret >= 0 && (quote < 0 || caret < quote));
  }
}
