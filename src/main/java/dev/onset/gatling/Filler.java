package dev.onset.gatling;

import dev.onset.config.Feed;
import dev.onset.config.RequestTemplate;
import dev.onset.config.TargetSettings;
import dev.onset.feeder.Feeder;
import dev.onset.feeder.Spending;
import dev.onset.outcome.Outcome;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fills requests with the rows of a feeder. Thread-safe. */
final class Filler {

  private final RequestTemplate template;
  private final Feed feed;
  private final Feeder feeder;

  /** A request for one row, from 0. */
  record Request(int row, RequestTemplate.Filled filled) {}

  private Filler(TargetSettings target, Feed feed) {
    this.template = target.template();
    this.feed = feed;
    // The first row was spent by the preflight.
    this.feeder = new Feeder(feed.rows().size(), feed.order(), 1);
  }

  /** A filler of a target's requests, or null when they have no placeholders. */
  static @Nullable Filler of(TargetSettings target) {
    var feed = target.feed();
    return feed == null ? null : new Filler(target, feed);
  }

  /** The next request, or null when the rows are used up. */
  @Nullable Request next() {
    var row = feeder.next();
    return row.isEmpty()
        ? null
        : new Request(row.getAsInt(), template.fill(values(row.getAsInt())));
  }

  /** The values of a row, by column. */
  UnaryOperator<String> values(int row) {
    return feed.rows().row(row);
  }

  void ended(Request request, Outcome outcome) {
    feeder.ended(request.row(), outcome);
  }

  /** Why nothing more can be sent, or null. */
  @Nullable String usedUp() {
    return feeder.isUsedUp()
        ? "each of the %,d rows of %s is used up (onset.target.feeder.order = once)"
            .formatted(feed.rows().size(), feed.file())
        : null;
  }

  Feed feed() {
    return feed;
  }

  Spending spending() {
    return feeder.spending();
  }
}
