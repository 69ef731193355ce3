package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who wait as long as they are told are then served.
 *
 * <p>Only quiet waits count: no attempt was sent between the refusal and its deadline, since under
 * continued load others use up what becomes free. The first attempt at or after the deadline
 * decides; those that follow it compete with it.
 *
 * @param tested quiet waits that were kept by the caller
 * @param kept those after which the attempt was admitted
 * @param longer refusals with a declared wait of more than {@value #ROUNDED_SECONDS} s after which
 *     an attempt was admitted before half of the wait had passed
 * @param sentence the result in words, with numbers; null when there is nothing to say
 */
public record PromisedWaits(int tested, int kept, int longer, @Nullable String sentence) {

  /** Waits are told in whole seconds: one of this length or less may be mere rounding. */
  static final double ROUNDED_SECONDS = 1;

  private static final double SLACK_SECONDS = 1e-6;

  /**
   * A refusal that declared a wait.
   *
   * @param atSeconds when its answer arrived, in seconds since the start
   * @param waitSeconds the declared wait, 0 or more
   */
  public record Refusal(double atSeconds, double waitSeconds) {}

  /**
   * An attempt, whatever became of it.
   *
   * @param atSeconds when it was sent, in seconds since the start
   * @param admitted whether it was served
   */
  public record Sent(double atSeconds, boolean admitted) {}

  /**
   * Compares waits and attempts of one caller identity.
   *
   * @param refusals in any order
   * @param attempts all of them, refused ones too, in any order
   */
  public static PromisedWaits of(List<Refusal> refusals, List<Sent> attempts) {
    List<Refusal> told = new ArrayList<>(refusals);
    told.sort(Comparator.comparingDouble(Refusal::atSeconds));
    List<Sent> sent = new ArrayList<>(attempts);
    sent.sort(Comparator.comparingDouble(Sent::atSeconds));
    int tested = 0;
    int kept = 0;
    int next = 0;
    for (int i = 0; i < told.size(); i++) {
      var refusal = told.get(i);
      while (next < sent.size() && sent.get(next).atSeconds() <= refusal.atSeconds()) {
        next++;
      }
      if (next == sent.size()) {
        break;
      }
      double tried = sent.get(next).atSeconds();
      // Of refusals in a row only the last is news; its predecessors were not waited for.
      boolean last = i + 1 == told.size() || told.get(i + 1).atSeconds() >= tried;
      if (last && tried >= refusal.atSeconds() + refusal.waitSeconds() - SLACK_SECONDS) {
        tested++;
        kept += sent.get(next).admitted() ? 1 : 0;
      }
    }
    int longer = longer(told, sent);
    return new PromisedWaits(tested, kept, longer, sentence(tested, kept, longer));
  }

  private static int longer(List<Refusal> told, List<Sent> sent) {
    var admitted = sent.stream().filter(Sent::admitted).toList();
    int next = 0;
    int longer = 0;
    for (var refusal : told) {
      while (next < admitted.size() && admitted.get(next).atSeconds() <= refusal.atSeconds()) {
        next++;
      }
      if (next < admitted.size()
          && refusal.waitSeconds() > ROUNDED_SECONDS
          && admitted.get(next).atSeconds() < refusal.atSeconds() + refusal.waitSeconds() / 2) {
        longer++;
      }
    }
    return longer;
  }

  private static @Nullable String sentence(int tested, int kept, int longer) {
    var early =
        longer == 0
            ? ""
            : "after %d %s an attempt was admitted before half of the declared wait had passed"
                .formatted(longer, longer == 1 ? "refusal" : "refusals");
    if (tested == 0) {
      return longer == 0 ? null : early;
    }
    var result =
        kept == tested
            ? "%d of %d attempts were admitted that came after the declared wait: it is kept"
            : "%d of %d attempts were admitted that came after the declared wait: it is too short";
    return result.formatted(kept, tested) + (longer == 0 ? "" : "; " + early);
  }
}
