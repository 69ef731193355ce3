package dev.onset.record;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How large a request may be before the target refuses it, and what it makes of requests that are
 * odd rather than large.
 *
 * @param sizes one per dimension that was tried, in the order in which they were
 * @param oddities one per odd request that was sent
 */
public record HeaderLimits(List<SizeLimit> sizes, List<Oddity> oddities) implements Study {

  public HeaderLimits {
    sizes = List.copyOf(requireNonNull(sizes, "sizes"));
    oddities = List.copyOf(requireNonNull(oddities, "oddities"));
  }

  /** Before anything was tried. */
  public static HeaderLimits nothingYet() {
    return new HeaderLimits(List.of(), List.of());
  }

  /** The same with its texts changed. */
  public HeaderLimits inWords(UnaryOperator<String> change) {
    return new HeaderLimits(
        sizes.stream()
            .map(
                s ->
                    new SizeLimit(
                        s.dimension(),
                        s.found(),
                        s.largestAccepted(),
                        s.smallestRefused(),
                        s.status(),
                        s.how(),
                        s.text() == null ? null : change.apply(s.text()),
                        s.requests(),
                        s.reason() == null ? null : change.apply(s.reason())))
            .toList(),
        oddities.stream()
            .map(
                o ->
                    new Oddity(
                        o.name(),
                        o.verdict(),
                        o.status(),
                        o.text() == null ? null : change.apply(o.text())))
            .toList());
  }

  @Override
  public StudyKind asked() {
    return StudyKind.HEADER_LIMITS;
  }

  /** Whether a limit was found. */
  public enum Found {
    /** The largest size that is accepted and the next one, which is not, are both confirmed. */
    FOUND,
    /** The largest size that was tried is accepted. */
    NOT_REACHED,
    /** No size can be called accepted or refused; the reason says why. */
    UNDECIDED
  }

  /**
   * The limit of one dimension of a request.
   *
   * @param dimension what grew, as in {@code ONE_HEADER_BYTES}
   * @param largestAccepted the largest size that was answered as an ordinary request is
   * @param smallestRefused the smallest size that was not
   * @param status the status of the refusal; null when there was none
   * @param how how it was refused: STATUS, CLOSED, RESET or NO_ANSWER; null when it was not
   * @param text the start of the refusal, verbatim
   * @param requests how many requests it took
   * @param reason why it is UNDECIDED, or null
   */
  public record SizeLimit(
      String dimension,
      Found found,
      @Nullable Long largestAccepted,
      @Nullable Long smallestRefused,
      @Nullable Integer status,
      @Nullable String how,
      @Nullable String text,
      long requests,
      @Nullable String reason) {
    public SizeLimit {
      requireNonNull(dimension, "dimension");
      requireNonNull(found, "found");
    }
  }

  /**
   * What became of an odd request.
   *
   * @param name what is odd about it, as in {@code TWO_HOSTS}
   * @param verdict ACCEPTED, REFUSED, CLOSED, RESET, NO_ANSWER, or UNKNOWN when it could not be
   *     told
   * @param status the answer's status; null when there was none
   * @param text the start of the answer, verbatim; of UNKNOWN the reason
   */
  public record Oddity(
      String name, String verdict, @Nullable Integer status, @Nullable String text) {
    public Oddity {
      requireNonNull(name, "name");
      requireNonNull(verdict, "verdict");
    }
  }
}
