package dev.onset.config;

import com.typesafe.config.ConfigValue;
import dev.onset.feeder.CsvRows;
import dev.onset.feeder.RowOrder;
import dev.onset.feeder.Rows;
import dev.onset.feeder.UnreadableRows;
import dev.onset.request.Template;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows that fill a request's placeholders, {@code onset.target.feeder}.
 *
 * <p>Messages quote no value of a row: any of them may be secret.
 */
final class FeedLoader {

  static final String FILE = "onset.target.feeder.file";

  private static final String ORDER = "onset.target.feeder.order";
  private static final List<String> ORDERS =
      Arrays.stream(RowOrder.values()).map(RowOrder::slug).toList();

  private final Values values;
  private final Problems problems;
  private final FileReader files;

  FeedLoader(Values values, Problems problems, FileReader files) {
    this.values = values;
    this.problems = problems;
    this.files = files;
  }

  /** Whether placeholders are placeholders; without a feeder they are text like any other. */
  boolean isSet() {
    return !Given.text(file()).isEmpty();
  }

  /** The target with its rows, if any are set and they fit; what does not is noted. */
  TargetSettings load(TargetSettings target) {
    var order =
        values.read(ORDER, text -> Rules.oneOf(text.strip().toLowerCase(Locale.ROOT), ORDERS));
    if (!isSet()) {
      return target;
    }
    return rows(RowOrder.valueOf(order.toUpperCase(Locale.ROOT)))
        .filter(feed -> fits(feed.rows(), target))
        .map(target::fedBy)
        .orElse(target);
  }

  private Optional<Feed> rows(RowOrder order) {
    try {
      var path = Path.of(Given.text(file()));
      byte[] bytes = files.read(path);
      var rows = CsvRows.read(Contents.text(bytes));
      return Optional.of(
          new Feed(String.valueOf(path.getFileName()), Contents.sha256(bytes), rows, order));
    } catch (InvalidPathException e) {
      add("Not a path on this system.", "Name a CSV file.");
    } catch (IOException e) {
      add(
          "The file cannot be read: %s.".formatted(e.getMessage()),
          "Check the spelling and the folder it is relative to.");
    } catch (UnreadableRows e) {
      for (var mistake : e.mistakes()) {
        add(mistake, "The first line names the columns, and every other line is a row.");
      }
    }
    return Optional.empty();
  }

  private boolean fits(Rows rows, TargetSettings target) {
    var names = target.template().names();
    var unknown = names.stream().filter(name -> !rows.columns().contains(name)).toList();
    for (var name : unknown) {
      add(
          "The request has the placeholder #{%s}, and there is no such column.".formatted(name),
          near(name, rows)
              .map("Did you mean #{%s}?"::formatted)
              .orElse("The first line must name the columns, such as %s.".formatted(name)));
    }
    if (names.isEmpty()) {
      add(
          "No part of the request has a placeholder for a column.",
          "Write #{…} with the name of a column in onset.target.path, headers or body.");
    }
    if (names.isEmpty() || !unknown.isEmpty()) {
      return false;
    }
    boolean fit = true;
    for (var header : target.headers().list()) {
      for (var column : Template.of(header.value()).names()) {
        fit &= standsIn(header.name(), column, rows);
      }
    }
    return fit && staysInPlace(target, rows);
  }

  /**
   * Whether each row leaves the path as long as it is: dots are not encoded, and lead elsewhere.
   */
  private boolean staysInPlace(TargetSettings target, Rows rows) {
    if (hasDots(target.path())) {
      return true;
    }
    for (int row = 0; row < rows.size(); row++) {
      if (hasDots(target.template().fill(rows.row(row)).path())) {
        add(
            "Row %,d makes a segment of the path . or .., which is another path."
                .formatted(row + 1),
            "Take the row out, or the placeholder into a parameter.");
        return false;
      }
    }
    return true;
  }

  private static boolean hasDots(String path) {
    return Pattern.compile("/")
        .splitAsStream(path.split("\\?", 2)[0])
        .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
  }

  /**
   * A column whose name is nearly the one that was meant. The others are not said: without a line
   * of names the first row would be quoted, which may be a key.
   */
  private static Optional<String> near(String name, Rows rows) {
    return rows.columns().stream()
        .filter(column -> Spelling.distance(column, name) <= 2 && column.length() > 3)
        .findFirst();
  }

  /** Whether each value of a column can stand in a header; the first that cannot is noted. */
  private boolean standsIn(String header, String column, Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      try {
        Rules.header(header, rows.row(row).apply(column));
      } catch (Refused refused) {
        add(
            "Column %s of row %,d cannot stand in the header %s. %s"
                .formatted(column, row + 1, header, refused.rule()),
            refused.advice());
        return false;
      }
    }
    return true;
  }

  private ConfigValue file() {
    return values.value(FILE);
  }

  private void add(String rule, String advice) {
    problems.add(FILE, file(), rule, advice);
  }
}
