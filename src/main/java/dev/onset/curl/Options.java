package dev.onset.curl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All options of curl 7.88, found as curl finds them. */
final class Options {

  /** Letters that a misspelt name and a known one share at both ends, to be taken for it. */
  private static final int ALIKE = 3;

  private static final Map<String, Option> BY_NAME = new TreeMap<>();
  private static final Map<Character, Option> BY_LETTER = new TreeMap<>();

  static {
    for (var topic : Topic.values()) {
      for (var entry : topic.options().strip().split("\\s+", -1)) {
        add(entry, topic);
      }
    }
  }

  private Options() {}

  private static void add(String entry, Topic topic) {
    boolean lettered = entry.length() > 1 && entry.charAt(1) == ':';
    var name = (lettered ? entry.substring(2) : entry).replaceFirst("[=!]$", "");
    var option =
        new Option(
            name,
            lettered ? entry.charAt(0) : ' ',
            entry.endsWith("="),
            !entry.endsWith("=") && !entry.endsWith("!"),
            topic);
    BY_NAME.put(name, option);
    if (lettered) {
      BY_LETTER.put(option.letter(), option);
    }
  }

  static Iterable<Option> all() {
    return BY_NAME.values();
  }

  static @Nullable Option withLetter(char letter) {
    return BY_LETTER.get(letter);
  }

  /** Those with the name, in whatever case, or, when there is none, with a name beginning so. */
  static List<Option> named(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    var exact = BY_NAME.get(lower);
    return exact != null
        ? List.of(exact)
        : BY_NAME.values().stream().filter(each -> each.name().startsWith(lower)).toList();
  }

  /** What to do about a name that is not one. */
  static String adviceFor(String unknown) {
    var name = unknown.toLowerCase(Locale.ROOT);
    int sign = name.indexOf('=');
    if (sign > 0 && BY_NAME.containsKey(name.substring(0, sign))) {
      return "curl knows no = there: write --%s and its value with a space between."
          .formatted(name.substring(0, sign));
    }
    return nearest(name)
        .map(near -> "Did you mean --%s?".formatted(near))
        .orElse("curl --help all lists its options.");
  }

  private static Optional<String> nearest(String name) {
    return BY_NAME.keySet().stream()
        .filter(known -> Math.abs(known.length() - name.length()) <= ALIKE)
        .filter(known -> shared(known, name) >= ALIKE)
        .max(Comparator.comparingInt((String known) -> shared(known, name)));
  }

  private static int shared(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int front = 0;
    while (front < shorter && one.charAt(front) == other.charAt(front)) {
      front++;
    }
    int back = 0;
    while (back < shorter - front
        && one.charAt(one.length() - 1 - back) == other.charAt(other.length() - 1 - back)) {
      back++;
    }
    return front + back;
  }

  /** Names for a message. */
  static String shown(List<Option> options) {
    return options.stream()
        .limit(6)
        .map(option -> "--" + option.name())
        .collect(Collectors.joining(", "));
  }
}
