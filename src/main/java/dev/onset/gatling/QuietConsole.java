package dev.onset.gatling;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Standard output without the blocks of text that Gatling prints about its own report; everything
 * else passes, line by line. Onset's answer is what is to stand at the end.
 */
final class QuietConsole extends FilterOutputStream {

  private static final List<String> BLOCKS =
      List.of("====", "----", "> ", "Parsing log file(s)", "Generating reports");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private QuietConsole(OutputStream out) {
    super(out);
  }

  /** Puts the filter in front of standard output, and returns the stream behind it. */
  static PrintStream install() {
    var direct = System.out;
    System.setOut(new PrintStream(new QuietConsole(direct), true, Charset.defaultCharset()));
    return direct;
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      pass();
    }
  }

  private void pass() throws IOException {
    var text = line.toString(StandardCharsets.ISO_8859_1);
    if (BLOCKS.stream().noneMatch(text::startsWith)) {
      out.write(line.toByteArray());
      out.flush();
    }
    line.reset();
  }
}
