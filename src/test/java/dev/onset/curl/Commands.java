package dev.onset.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands in {@code commands.txt}, and the files that they name. */
public final class Commands {

  /** Of a title: this behaviour is only the one of that version. */
  private static final String VERSION_MARK = " @";

  private Commands() {}

  /**
   * One command.
   *
   * @param version of curl, its beginning; empty: any
   * @param text as pasted, {@code {H}} for host and port
   * @param forBash the same for bash, where the text is for another program
   */
  public record Case(String title, String version, String text, String forBash) {
    @Override
    public String toString() {
      return title;
    }
  }

  public static List<Case> all() throws IOException {
    try (var in = Commands.class.getResourceAsStream("commands.txt")) {
      var cases = new ArrayList<Case>();
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var block : text.substring("### ".length()).split("\n### ")) {
        int line = block.indexOf('\n');
        var title = block.substring(0, line);
        int mark = title.indexOf(VERSION_MARK);
        var variants = block.substring(line + 1).split("\n=== sh\n");
        cases.add(
            new Case(
                title,
                mark < 0 ? "" : title.substring(mark + VERSION_MARK.length()),
                variants[0],
                variants[variants.length - 1]));
      }
      return cases;
    }
  }

  /** Writes the files that the commands name into a folder. */
  public static void writeFiles(Path folder) throws IOException {
    Files.writeString(folder.resolve("lines.txt"), "l1\r\nl2 =&%\n");
    Files.writeString(folder.resolve("headers.txt"), "X-A: 1\r\n\nX-B: 2\n");
    Files.writeString(folder.resolve("form.xml"), "<x>ä</x>\n");
    Files.writeString(folder.resolve("q\"u.txt"), "hi\n");
    Files.write(folder.resolve("bytes.bin"), new byte[] {0, 1, -1, '\r', '\n', -128, 'x'});
    Files.write(folder.resolve("long.bin"), new byte[1024 * 1024 + 1]);
    for (var extension : List.of("gif", "jpeg", "png", "svg", "html", "pdf", "json", "JPG")) {
      Files.writeString(folder.resolve("f." + extension), "x");
    }
  }

  /** Reads those files. */
  public static Attachments filesIn(Path folder) {
    return name -> {
      var file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new IOException("there is no such file");
      }
      return Files.readAllBytes(file);
    };
  }
}
