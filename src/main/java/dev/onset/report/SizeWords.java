package dev.onset.report;

import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.HeaderLimits.Oddity;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.report.RunPage.Column;
import dev.onset.report.RunPage.Table;
import dev.onset.sizes.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The limits on a request's size in words and tables. Pure. */
final class SizeWords {

  private static final String ACCEPTED = "ACCEPTED";
  private static final String UNKNOWN = "UNKNOWN";

  private SizeWords() {}

  static List<Statement> of(HeaderLimits limits) {
    var statements = new ArrayList<Statement>();
    limits.sizes().forEach(size -> statements.add(statement(size)));
    odd(limits, ACCEPTED::equals, Mark.ACCEPTED, "Taken like any other request: %s.", statements);
    odd(
        limits,
        verdict -> !verdict.equals(ACCEPTED) && !verdict.equals(UNKNOWN),
        Mark.REFUSED,
        "Not taken: %s.",
        statements);
    odd(limits, UNKNOWN::equals, Mark.UNDECIDED, "It could not be told of: %s.", statements);
    return statements;
  }

  private static Statement statement(SizeLimit size) {
    var name = dimension(size.dimension());
    var unit = unit(size.dimension());
    var accepted = size.largestAccepted();
    var refused = size.smallestRefused();
    if (size.found() == Found.FOUND && accepted != null && refused != null) {
      return new Statement(
          Mark.LIMIT,
          "%s: up to %s %s; %s %s."
              .formatted(
                  name, Figures.count(accepted), unit, Figures.count(refused), refusal(size)));
    }
    if (size.found() == Found.NOT_REACHED && accepted != null) {
      return new Statement(
          Mark.NOT_REACHED,
          "%s: %s %s are taken, and more was not tried."
              .formatted(name, Figures.count(accepted), unit));
    }
    return new Statement(
        Mark.UNDECIDED,
        "%s: no limit can be stated%s."
            .formatted(name, size.reason() == null ? "" : ": " + Answer.trimmed(size.reason())));
  }

  private static String refusal(SizeLimit size) {
    return switch (size.how() == null ? "" : size.how()) {
      case "STATUS" -> "are refused with " + size.text();
      case "CLOSED" -> "end with the connection closed and no answer";
      case "RESET" -> "end with the connection reset and no answer";
      default -> "get no answer";
    };
  }

  private static void odd(
      HeaderLimits limits,
      Predicate<String> verdict,
      Mark mark,
      String sentence,
      List<Statement> statements) {
    var names =
        limits.oddities().stream()
            .filter(each -> verdict.test(each.verdict()))
            .map(SizeWords::words)
            .toList();
    if (!names.isEmpty()) {
      statements.add(new Statement(mark, sentence.formatted(String.join("; ", names))));
    }
  }

  private static String words(Oddity oddity) {
    var name = oddity(oddity.name());
    return switch (oddity.verdict()) {
      case ACCEPTED, UNKNOWN -> name;
      case "REFUSED" -> name + " (" + oddity.text() + ")";
      case "NO_ANSWER" -> name + " (no answer)";
      default -> name + " (connection " + oddity.verdict().toLowerCase(Locale.ROOT) + ")";
    };
  }

  static List<Table> tables(HeaderLimits limits) {
    return List.of(
        new Table(
            "sizes",
            "Sizes",
            "Found with one request at a time, each on a connection of its own, and confirmed on both sides. Headers are counted with their lines' ends; the URL is path and query as they are sent. A limit on all headers together shows in one header and in their number, too, when those reach it first.",
            List.of(
                new Column("What", false),
                new Column("Verdict", false),
                new Column("Largest taken", true),
                new Column("Smallest refused", true),
                new Column("Unit", false),
                new Column("Refused with", false),
                new Column("Requests", true)),
            limits.sizes().stream().map(SizeWords::row).toList()),
        new Table(
            "oddities",
            "Odd requests",
            "Sent once each. An ordinary request right after each one that was not taken was answered as before.",
            List.of(
                new Column("What", false),
                new Column("Verdict", false),
                new Column("Status", true),
                new Column("Answer", false)),
            limits.oddities().stream()
                .map(
                    each ->
                        List.of(
                            oddity(each.name()),
                            each.verdict().replace('_', ' '),
                            number(each.status()),
                            each.text() == null ? "" : each.text()))
                .toList()));
  }

  private static List<String> row(SizeLimit size) {
    return List.of(
        dimension(size.dimension()),
        size.found().name().replace('_', ' '),
        size.largestAccepted() == null ? "" : Figures.count(size.largestAccepted()),
        size.smallestRefused() == null ? "" : Figures.count(size.smallestRefused()),
        unit(size.dimension()),
        size.text() == null ? "" : size.text(),
        Figures.count(size.requests()));
  }

  private static String number(@Nullable Integer value) {
    return value == null ? "" : Integer.toString(value);
  }

  private static String dimension(String name) {
    var words = Dimension.named(name).map(Dimension::words).orElse(name);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String unit(String dimension) {
    return Dimension.named(dimension).map(Dimension::unit).orElse("");
  }

  private static String oddity(String name) {
    return dev.onset.sizes.Oddity.named(name).map(dev.onset.sizes.Oddity::words).orElse(name);
  }
}
