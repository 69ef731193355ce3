package dev.onset.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of {@code -H}: set, set to nothing, or taken away from what curl would send. */
final class CustomHeaders {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** What each of them would do to the connection is not what Onset does. */
  private static final Set<String> UNSENDABLE = Set.of("transfer-encoding", "upgrade");

  /**
   * One header.
   *
   * @param value null: curl's own one is not sent
   */
  record Custom(String name, @Nullable String value, Place at) {}

  private final Remarks remarks;
  private final List<Custom> all = new ArrayList<>();

  CustomHeaders(Remarks remarks) {
    this.remarks = remarks;
  }

  List<Custom> all() {
    return all;
  }

  /** Whether curl's own header of that name is replaced or taken away. */
  boolean decide(String name) {
    return all.stream().anyMatch(custom -> custom.name().equalsIgnoreCase(name));
  }

  Optional<Custom> first(String name) {
    return all.stream().filter(custom -> custom.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Adds what one option says. */
  void add(Given option, Files files) {
    if (!option.value().startsWith("@")) {
      add(option.value(), option.at());
      return;
    }
    files
        .read(option.at(), option.value().substring(1))
        .lines()
        .filter(line -> !line.isEmpty())
        .forEach(line -> add(line, option.at()));
  }

  private void add(String line, Place at) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      var value = line.substring(colon + 1).replaceFirst("^[ \t-\r]+", "");
      add(line.substring(0, colon), value.isEmpty() ? null : value, at);
    } else if (colon < 0 && line.length() > 1 && line.indexOf(';') == line.length() - 1) {
      add(line.substring(0, line.length() - 1), "", at);
    } else {
      remarks.note(
          at,
          "-H/--header: curl sends nothing for it, as it is neither \"Name: value\" nor \"Name;\".");
    }
  }

  private void add(String name, @Nullable String value, Place at) {
    if (!NAME.matcher(name).matches()) {
      remarks.refuse(
          at,
          "The name of this header holds a character that HTTP does not allow.",
          "Use letters, digits and hyphens, without a space before the colon.");
    } else if (value != null && UNSENDABLE.contains(name.toLowerCase(Locale.ROOT))) {
      remarks.refuse(
          at,
          "Onset cannot send " + name + ": it sends bodies in one piece, in HTTP/1.1.",
          "Leave the header out.");
    } else {
      if (value != null && name.equalsIgnoreCase("Connection") && !CurlRequest.keepsAlive(value)) {
        remarks.note(
            at, "-H/--header: Connection is not sent, as Onset decides how long connections live.");
      }
      all.add(new Custom(name, value, at));
    }
  }
}
