package dev.onset.curl;

import java.nio.charset.StandardCharsets;

/** Reads a curl command: for bash and other POSIX shells, or for the Windows command prompt. */
public final class CurlCommand {

  /** The version whose behaviour is followed, which its requests name. */
  public static final String VERSION = "7.88.1";

  /**
   * A boundary of curl's form for the parts of {@code -F}: always the same, so that runs compare.
   */
  public static final String BOUNDARY = "-".repeat(24) + "6f6e7365742d6375";

  /** The longest text that is read, in bytes. */
  public static final int LONGEST = 4 * 1024 * 1024;

  private CurlCommand() {}

  /**
   * The request that a command describes.
   *
   * @param text the command, and nothing else but comments
   * @param files reads the files that it names
   * @param boundary separates the parts of {@code -F}
   * @throws UnreadableCommand with all mistakes
   */
  public static CurlRequest parse(String text, Attachments files, String boundary)
      throws UnreadableCommand {
    var remarks = new Remarks();
    var octets = Octets.of(text.getBytes(StandardCharsets.UTF_8));
    if (octets.length() > LONGEST) {
      remarks.refuse(
          Place.BEGINNING,
          "The command is longer than %d MiB.".formatted(LONGEST >> 20),
          "Put the body in a file: --data-binary @FILE.");
      remarks.throwMistakes();
    }
    var words = CommandLine.words(octets, remarks);
    if (words.isEmpty()) {
      remarks.throwMistakes();
    }
    var given = OptionReader.read(words, remarks);
    return Assembly.of(given, files, boundary, remarks);
  }
}
