package dev.onset.feeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {

  @Test
  void the_first_line_names_the_columns_and_the_others_are_rows() throws Exception {
    var rows = CsvRows.read("user,key\r\nann,k1\r\n\"bob, \"\"b\"\"\",\"two\nlines\"\r\n\r\n");

    assertThat(rows.columns()).containsExactly("user", "key");
    assertThat(rows.values())
        .containsExactly(List.of("ann", "k1"), List.of("bob, \"b\"", "two\nlines"));
    assertThat(rows.row(1).apply("user")).isEqualTo("bob, \"b\"");
  }

  @Test
  void what_spreadsheets_write_before_the_first_name_is_no_part_of_it() throws Exception {
    assertThat(CsvRows.read("\uFEFFuser\nann\n").columns()).containsExactly("user");
  }

  @Test
  void spaces_and_empty_values_are_values() throws Exception {
    assertThat(CsvRows.read("a,b\n x ,\n").values()).containsExactly(List.of(" x ", ""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "``,                  There is nothing in it.",
        "`a,b`,               There are no rows after the first line",
        "`a,b\n1,2\n3`,       `Row 2 has 1 values, and there are 2 columns.`",
        "`a,a\n1,2`,          Columns 1 and 2 have the same name.",
        "`a,b c\n1,2`,        The name of column 2 is none",
        "`a,\n1,2`,           The name of column 2 is none",
        "`a\n\"open`,         is not CSV: perhaps a quote"
      })
  void what_is_no_table_is_refused_with_a_sentence(String text, String sentence) {
    var refusal = catchThrowableOfType(UnreadableRows.class, () -> CsvRows.read(text));

    assertThat(refusal.mistakes()).singleElement().asString().contains(sentence);
  }

  @Test
  void mistakes_beyond_a_few_are_counted() {
    var refusal =
        catchThrowableOfType(
            UnreadableRows.class, () -> CsvRows.read("a,b\n" + "only one\n".repeat(20)));

    assertThat(refusal.mistakes()).hasSize(6).last().isEqualTo("There are 15 more mistakes.");
    assertThat(refusal.getMessage()).doesNotContain("only one");
  }

  @Test
  void any_text_is_a_table_or_refused() {
    int inputs = Integer.getInteger("fuzz.inputs", 3_000);
    long seed = Long.getLong("fuzz.seed", 20261123);
    var random = new Random(seed);
    var pieces =
        List.of("a", "\"", ",", "\n", "\r\n", " ", "\uFEFF", "\\", "#", "\u0000", "é", "'");
    for (int i = 0; i < inputs; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "a,b\n" : "");
      for (int piece = random.nextInt(30); piece > 0; piece--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThatNoException()
          .as("seed %d, input %d: %s", seed, i, text)
          .isThrownBy(
              () -> {
                try {
                  assertThat(CsvRows.read(text.toString()).size()).isPositive();
                } catch (UnreadableRows e) {
                  assertThat(e.mistakes()).isNotEmpty();
                }
              });
    }
  }
}
