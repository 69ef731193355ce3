package dev.onset.curl;

import java.io.IOException;

/** The files of a command; one that cannot be read is a mistake and counts as empty. */
final class Files {

  private final Attachments attachments;
  private final Remarks remarks;

  Files(Attachments attachments, Remarks remarks) {
    this.attachments = attachments;
    this.remarks = remarks;
  }

  /**
   * The bytes of a file, one character each.
   *
   * @param at the option that names it
   */
  String read(Place at, String name) {
    if (name.equals("-") || name.equals(".")) {
      remarks.refuse(
          at, "This reads the standard input, which is not part of the command.", "Name a file.");
      return "";
    }
    try {
      return Octets.of(attachments.read(Octets.text(name)));
    } catch (IOException e) {
      remarks.refuse(
          at,
          "The file it names cannot be read: %s.".formatted(e.getMessage()),
          "Paths are relative to the folder of the curl file. If no file is meant, use --data-raw or"
              + " --form-string.");
      return "";
    }
  }
}
