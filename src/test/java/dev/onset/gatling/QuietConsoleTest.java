package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class QuietConsoleTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void blocks_about_gatlings_own_report_are_left_out() {
    print(
        () -> {
          System.out.println("Simulation dev.onset.Rate started...");
          System.out.println("================================================================");
          System.out.println("---- Global Information ----------------------------------------");
          System.out.println("> request count                 12 (OK=12 KO=0)");
          System.out.println("Parsing log file(s)...");
          System.out.println("Generating reports...");
          System.out.println("the experiment has an answer : true");
        });

    assertThat(text().lines())
        .containsExactly(
            "Simulation dev.onset.Rate started...", "the experiment has an answer : true");
  }

  @Test
  void lines_that_only_contain_such_a_mark_pass() {
    print(() -> System.out.println("rate -> 120 ---- ok"));

    assertThat(text()).isEqualTo("rate -> 120 ---- ok" + System.lineSeparator());
  }

  @Test
  void a_line_may_come_in_pieces_and_in_any_alphabet() {
    print(
        () -> {
          System.out.print("Größe ");
          System.out.print("→ ");
          System.out.println("5");
        });

    assertThat(text()).isEqualTo("Größe → 5" + System.lineSeparator());
  }

  @Test
  void the_stream_that_is_returned_shows_everything() {
    var out = System.out;
    try {
      System.setOut(printer());
      QuietConsole.install().println("==== ours");
    } finally {
      System.setOut(out);
    }

    assertThat(text()).isEqualTo("==== ours" + System.lineSeparator());
  }

  private void print(Runnable program) {
    var out = System.out;
    try {
      System.setOut(printer());
      QuietConsole.install();
      program.run();
    } finally {
      System.setOut(out);
    }
  }

  private PrintStream printer() {
    return new PrintStream(shown, true, Charset.defaultCharset());
  }

  private String text() {
    return shown.toString(Charset.defaultCharset());
  }
}
