package dev.onset.curl;

import org.jspecify.annotations.Nullable;

/**
 * The content of a form field and what follows it: {@code CONTENT;type=…;filename=…}.
 *
 * @param problem what is wrong, or null
 */
record FormField(
    String content, @Nullable String type, @Nullable String fileName, @Nullable String problem) {

  /** Reads a field; a comma ends its content when it is the name of a file. */
  static FormField read(String text, boolean isFileName) {
    var reader = new Reader(text, isFileName);
    var content = reader.content();
    reader.parameters();
    return new FormField(content, reader.type, reader.fileName, reader.problem);
  }

  /** Where the reading is. */
  private static final class Reader {
    private final String text;
    private final boolean isFileName;
    private int next;
    private @Nullable String type;
    private @Nullable String fileName;
    private @Nullable String problem;

    Reader(String text, boolean isFileName) {
      this.text = text;
      this.isFileName = isFileName;
    }

    private String content() {
      skipBlanks();
      return value();
    }

    private boolean isEnd(int index) {
      return index >= text.length()
          || text.charAt(index) == ';'
          || (isFileName && text.charAt(index) == ',');
    }

    private void skipBlanks() {
      while (next < text.length() && Octets.isBlank(text.charAt(next))) {
        next++;
      }
    }

    /** A quoted text, or one without blanks at its end. */
    private String value() {
      var quoted = quoted();
      if (quoted != null) {
        return quoted;
      }
      int begin = next;
      while (!isEnd(next)) {
        next++;
      }
      return trimmed(begin);
    }

    private String trimmed(int begin) {
      int end = next;
      while (end > begin && Octets.isBlank(text.charAt(end - 1))) {
        end--;
      }
      return text.substring(begin, end);
    }

    /** A text in double quotes, or null when there is none or it is not closed. */
    private @Nullable String quoted() {
      if (next >= text.length() || text.charAt(next) != '"') {
        return null;
      }
      var unquoted = new StringBuilder();
      for (int i = next + 1; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean escapes = c == '\\' && i + 1 < text.length();
        if (escapes && (text.charAt(i + 1) == '\\' || text.charAt(i + 1) == '"')) {
          unquoted.append(text.charAt(++i));
        } else if (c == '"') {
          next = i + 1;
          while (!isEnd(next)) {
            next++;
          }
          return unquoted.toString();
        } else {
          unquoted.append(c);
        }
      }
      return null;
    }

    private void parameters() {
      boolean typeIsOpen = false;
      while (next < text.length() && text.charAt(next) == ';') {
        next++;
        skipBlanks();
        if (!typeIsOpen && text.startsWith("type=", next)) {
          next += "type=".length();
          skipBlanks();
          type = type();
          typeIsOpen = true;
        } else if (text.startsWith("filename=", next)) {
          typeIsOpen = false;
          next += "filename=".length();
          skipBlanks();
          fileName = value();
        } else if (text.startsWith("headers=", next) || text.startsWith("encoder=", next)) {
          typeIsOpen = false;
          problem = "Fields with headers= or encoder= are not supported.";
          value();
        } else if (typeIsOpen) {
          int begin = next;
          value();
          type +=
              text.substring(parameterBegin(begin), begin)
                  + text.substring(begin, next).stripTrailing();
        } else {
          value();
        }
      }
      if (next < text.length()) {
        problem = "Several files in one field are not supported.";
      }
    }

    /** The place of the semicolon before a parameter of the type. */
    private int parameterBegin(int begin) {
      return text.lastIndexOf(';', begin - 1);
    }

    private String type() {
      int begin = next;
      int slash = -1;
      while (!isEnd(next)) {
        if (slash < 0 && text.charAt(next) == '/') {
          slash = next;
        }
        next++;
      }
      var written = trimmed(begin);
      if (slash <= begin || slash + 1 >= begin + written.length()) {
        problem = "type= needs a content type, such as text/plain.";
      }
      return written;
    }
  }
}
