package dev.onset.report;

/** Text inside markup that is written without a template. */
final class Markup {

  private Markup() {}

  /** The text with the characters replaced that mean something in HTML and SVG. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
