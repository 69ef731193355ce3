package dev.onset.report;

/** Text inside Markdown, where pipes, backticks, brackets and tags would mean something. */
public final class Markdown {

  private Markdown() {}

  /** The text on one line, showing as it is. */
  public static String escaped(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        out.append(' ');
      } else if (c == '<') {
        out.append("&lt;");
      } else if (c == '&') {
        out.append("&amp;");
      } else if ("\\`*_{}[]()#!|~>@".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
