package dev.onset.sizes;

import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.sizes.Asking.Stopped;
import dev.onset.sizes.Asking.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The study of how large a request may be: each dimension by itself, one request at a time, then
 * the odd ones. Called by one thread.
 */
public final class SizesStudy {

  /** Lines of many headers, unless fewer are allowed: long ones would leave gaps in buffers. */
  private static final int LINE_BYTES = 256;

  private final OrdinaryRequest ordinary;
  private final Map<Dimension, Long> most;
  private final boolean odd;
  private final Wire wire;
  private final Asking asking;
  private final List<SizeLimit> sizes = new ArrayList<>();
  private final List<HeaderLimits.Oddity> oddities = new ArrayList<>();

  /**
   * A study.
   *
   * @param most the largest size to try in each dimension; dimensions without are left out
   * @param odd whether to send odd requests, too
   * @param gap time between two requests
   */
  public SizesStudy(
      OrdinaryRequest ordinary, Map<Dimension, Long> most, boolean odd, Duration gap, Wire wire) {
    this.ordinary = ordinary;
    this.most = Map.copyOf(most);
    this.odd = odd;
    this.wire = wire;
    this.asking = new Asking(wire, ordinary.bytes(), gap);
  }

  /**
   * What is known by now.
   *
   * @param stopped why the study ended before all was asked, or null
   */
  public record Result(HeaderLimits limits, @Nullable String stopped) {}

  /** What the study is doing, for whoever watches. */
  public interface Watcher {
    /** One more limit or oddity is known. */
    void known(HeaderLimits soFar);

    /** A size is being tried. */
    void tries(String what);
  }

  /** Asks all there is to ask. */
  public Result run(Watcher watcher) throws InterruptedException {
    try {
      asking.begin();
      for (var dimension : Dimension.values()) {
        var largest = most.get(dimension);
        if (largest != null) {
          sizes.add(limit(dimension, within(dimension, largest), watcher::tries));
          watcher.known(soFar());
          refuseToGoOn();
        }
      }
      for (var oddity : odd ? Oddity.values() : new Oddity[0]) {
        watcher.tries(oddity.words());
        oddities.add(made(oddity));
        watcher.known(soFar());
        refuseToGoOn();
      }
      return new Result(soFar(), null);
    } catch (Stopped e) {
      return new Result(soFar(), e.why());
    }
  }

  private HeaderLimits soFar() {
    return new HeaderLimits(sizes, oddities);
  }

  private void refuseToGoOn() throws Stopped {
    var calledOff = wire.calledOff();
    if (calledOff != null) {
      throw new Stopped(calledOff);
    }
  }

  private SizeLimit limit(Dimension dimension, long largest, Consumer<String> tries)
      throws InterruptedException {
    long before = asking.requests();
    long least = ordinary.least(dimension);
    if (largest < least) {
      return undecided(
          dimension,
          null,
          null,
          before,
          "the ordinary request has %d already, more than the %d to be tried"
              .formatted(least - 1, largest));
    }
    SizeSearch search = null;
    try {
      var smallest = ask(dimension, least, tries);
      if (!smallest.accepted()) {
        return undecided(
            dimension,
            null,
            smallest,
            before,
            "the smallest request that could be tried, of %d, is refused".formatted(least));
      }
      search = new SizeSearch(least, largest);
      Verdict refusal = null;
      for (var size = search.next(); size.isPresent(); size = search.next()) {
        var verdict = ask(dimension, size.getAsLong(), tries);
        search.took(verdict.accepted());
        refusal = verdict.accepted() ? refusal : verdict;
      }
      return search.contradicted()
          ? undecided(dimension, search, refusal, before, "a size was accepted once, refused once")
          : of(dimension, search, refusal, before);
    } catch (Stopped e) {
      return undecided(dimension, search, null, before, e.why());
    }
  }

  private Verdict ask(Dimension dimension, long size, Consumer<String> tries)
      throws Stopped, InterruptedException {
    tries.accept("%s: %,d %s".formatted(dimension.words(), size, dimension.unit()));
    return asking.ask(ordinary.of(dimension, size, lineBytes()));
  }

  /**
   * How long the lines are of which many headers consist: so long that what limits their number
   * does not limit their bytes, and so short that what limits one header does not.
   */
  private int lineBytes() {
    long bytes = most.getOrDefault(Dimension.ALL_HEADERS_BYTES, 0L);
    long enough = lines().isPresent() ? bytes / lines().getAsLong() + 1 : 0;
    var one = limit(Dimension.ONE_HEADER_BYTES);
    // The last line takes what is left, up to twice as much.
    long longest = one.isPresent() ? one.getAsLong() / 2 : Integer.MAX_VALUE / 2;
    return (int) Math.min(longest, Math.max(LINE_BYTES, enough));
  }

  /** The largest size that the other limits leave room for. */
  private long within(Dimension dimension, long largest) {
    return dimension == Dimension.ALL_HEADERS_BYTES && lines().isPresent()
        ? Math.min(largest, lines().getAsLong() * lineBytes())
        : largest;
  }

  /** How many lines may be added; empty when no limit is known. */
  private OptionalLong lines() {
    var count = limit(Dimension.HEADER_COUNT);
    return count.isPresent()
        ? OptionalLong.of(Math.max(1, count.getAsLong() - ordinary.headers().list().size()))
        : OptionalLong.empty();
  }

  private OptionalLong limit(Dimension dimension) {
    for (var known : sizes) {
      var accepted = known.largestAccepted();
      if (known.dimension().equals(dimension.name())
          && known.found() == Found.FOUND
          && accepted != null) {
        return OptionalLong.of(accepted);
      }
    }
    return OptionalLong.empty();
  }

  private SizeLimit of(
      Dimension dimension, SizeSearch search, @Nullable Verdict refusal, long before) {
    var refused = search.refused();
    return new SizeLimit(
        dimension.name(),
        refused.isPresent() ? Found.FOUND : Found.NOT_REACHED,
        search.accepted(),
        refused.isPresent() ? refused.getAsLong() : null,
        refusal == null ? null : Replies.status(refusal.reply()),
        refusal == null ? null : Replies.how(refusal.reply()),
        refusal == null ? null : Replies.words(refusal.reply()),
        asking.requests() - before,
        null);
  }

  /** What is confirmed of neither edge is not stated. */
  private SizeLimit undecided(
      Dimension dimension,
      @Nullable SizeSearch search,
      @Nullable Verdict refusal,
      long before,
      String why) {
    var range =
        search == null
            ? ""
            : search.refused().isPresent()
                ? "; %d was accepted and %d refused before"
                    .formatted(search.accepted(), search.refused().getAsLong())
                : "; %d was accepted before".formatted(search.accepted());
    return new SizeLimit(
        dimension.name(),
        Found.UNDECIDED,
        null,
        null,
        refusal == null ? null : Replies.status(refusal.reply()),
        refusal == null ? null : Replies.how(refusal.reply()),
        refusal == null ? null : Replies.words(refusal.reply()),
        asking.requests() - before,
        why + range);
  }

  private HeaderLimits.Oddity made(Oddity oddity) throws Stopped, InterruptedException {
    Verdict verdict;
    try {
      verdict = asking.ask(oddity.of(ordinary));
    } catch (Stopped e) {
      refuseToGoOn();
      return new HeaderLimits.Oddity(oddity.name(), "UNKNOWN", null, e.why());
    }
    var how = Replies.how(verdict.reply());
    return new HeaderLimits.Oddity(
        oddity.name(),
        verdict.accepted() ? "ACCEPTED" : how.equals("STATUS") ? "REFUSED" : how,
        Replies.status(verdict.reply()),
        Replies.words(verdict.reply()));
  }
}
