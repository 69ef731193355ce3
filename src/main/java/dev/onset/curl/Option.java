package dev.onset.curl;

/**
 * One option of curl.
 *
 * @param name its long name, without hyphens
 * @param letter its short name, or a space
 * @param takesValue whether a value follows
 * @param negatable whether it can be taken back with {@code --no-}
 */
record Option(String name, char letter, boolean takesValue, boolean negatable, Topic topic) {

  /** As it is named in messages: {@code -X} or {@code --json}. */
  String shown() {
    return letter == ' ' ? "--" + name : "-" + letter + "/--" + name;
  }
}
