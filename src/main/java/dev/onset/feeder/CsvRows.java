package dev.onset.feeder;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.onset.request.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reads rows of comma-separated values (RFC 4180), the first of which names the columns. Empty
 * lines are skipped; spaces belong to the values.
 */
public final class CsvRows {

  /** Beyond these, the mistakes are counted only. */
  private static final int MOST_MISTAKES = 5;

  private static final List<String> EMPTY = List.of("");

  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

  private final List<String> mistakes = new ArrayList<>();
  private int wrong;

  private CsvRows() {}

  /**
   * The rows of a text.
   *
   * @throws UnreadableRows with all mistakes
   */
  public static Rows read(String text) throws UnreadableRows {
    return new CsvRows().rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private Rows rows(String text) throws UnreadableRows {
    var lines = lines(text);
    if (lines.isEmpty()) {
      throw new UnreadableRows(List.of("There is nothing in it."));
    }
    var columns = lines.get(0);
    checkColumns(columns);
    if (lines.size() == 1) {
      mistake("There are no rows after the first line, which names the columns.");
    }
    for (int row = 1; row < lines.size(); row++) {
      int values = lines.get(row).size();
      if (values != columns.size()) {
        mistake(
            "Row %,d has %d values, and there are %d columns."
                .formatted(row, values, columns.size()));
      }
    }
    if (wrong > mistakes.size()) {
      mistakes.add("There are %,d more mistakes.".formatted(wrong - mistakes.size()));
    }
    if (wrong > 0) {
      throw new UnreadableRows(mistakes);
    }
    return new Rows(columns, lines.subList(1, lines.size()));
  }

  private static List<List<String>> lines(String text) throws UnreadableRows {
    var lines = new ArrayList<List<String>>();
    try (MappingIterator<String[]> each = MAPPER.readerFor(String[].class).readValues(text)) {
      while (each.hasNextValue()) {
        var line = List.of(each.nextValue());
        if (!line.equals(EMPTY)) {
          lines.add(line);
        }
      }
    } catch (JacksonException e) {
      // Its own message quotes the line.
      throw notCsv(e.getLocation() == null ? 0 : e.getLocation().getLineNr());
    } catch (IOException | UncheckedIOException | RuntimeJsonMappingException e) {
      throw notCsv(0);
    }
    return lines;
  }

  private static UnreadableRows notCsv(int line) {
    return new UnreadableRows(
        List.of(
            "%s is not CSV: perhaps a quote (\") that is not closed."
                .formatted(line > 0 ? "Line " + line : "It")));
  }

  private void checkColumns(List<String> columns) {
    var seen = new HashSet<String>();
    for (int i = 0; i < columns.size(); i++) {
      if (!Template.NAME.matcher(columns.get(i)).matches()) {
        mistake(
            "The name of column %d is none: names have 1 to 64 letters (a-z), digits and _ . -"
                .formatted(i + 1));
      } else if (!seen.add(columns.get(i))) {
        // Not the name: without a line of names it would be a value.
        mistake(
            "Columns %d and %d have the same name."
                .formatted(columns.indexOf(columns.get(i)) + 1, i + 1));
      }
    }
  }

  private void mistake(String sentence) {
    wrong++;
    if (mistakes.size() < MOST_MISTAKES) {
      mistakes.add(sentence);
    }
  }
}
