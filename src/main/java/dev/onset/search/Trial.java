package dev.onset.search;

import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One load held for a time, and what came of it.
 *
 * @param purpose what it was for
 * @param load the load, in the axis's unit
 * @param startedAt time since the experiment began at which its first attempt was due
 * @param length how long attempts were due; shorter than planned when the trial was cut
 * @param intended attempts that were due in that length
 * @param summary the attempts that were due in it, all ended
 * @param prelude the attempts just before it that brought the target into the state that the trial
 *     is about; they say nothing of the load
 * @param health the load generator's host meanwhile
 * @param cut whether it ended early because nearly all workers were waiting for the target
 * @param verdict what it says about the load
 * @param reason why the verdict is not {@link Verdict#GOOD}, or null
 */
public record Trial(
    Purpose purpose,
    double load,
    Duration startedAt,
    Duration length,
    long intended,
    Summary summary,
    Summary prelude,
    Health health,
    boolean cut,
    Verdict verdict,
    @Nullable String reason) {

  private static final String BROKEN_OFF = "broken off: ";

  /** Whether the trial says anything about the target. */
  public boolean valid() {
    return verdict != Verdict.INVALID;
  }

  /** The same trial after it was broken off: it can have failed by then, but not have passed. */
  public Trial brokenOff(String why) {
    return verdict != Verdict.GOOD ? this : with(prelude, Verdict.INVALID, BROKEN_OFF + why);
  }

  /** Whether the load generator fell short in it; a trial that was broken off is not its fault. */
  public boolean spoilt() {
    return !valid() && (reason == null || !reason.startsWith(BROKEN_OFF));
  }

  /** The same trial with one outcome counted as another and judged anew. */
  public Trial relabelled(Outcome from, Outcome to) {
    if (summary.count(from) == 0 || (!valid() && !spoilt())) {
      return prelude.count(from) == 0 ? this : after(prelude.relabelled(from, to));
    }
    return Judge.judge(
            purpose, load, startedAt, length, intended, summary.relabelled(from, to), health, cut)
        .after(prelude.relabelled(from, to));
  }

  /**
   * The same trial with the verdict on another one, that of the same load seen in another light.
   */
  public Trial judgedAs(Trial other) {
    return with(prelude, other.verdict, other.reason);
  }

  /** The same trial with the attempts that were made just before it. */
  public Trial after(Summary newPrelude) {
    return with(newPrelude, verdict, reason);
  }

  private Trial with(Summary newPrelude, Verdict newVerdict, @Nullable String newReason) {
    return new Trial(
        purpose,
        load,
        startedAt,
        length,
        intended,
        summary,
        newPrelude,
        health,
        cut,
        newVerdict,
        newReason);
  }

  /** All attempts, those of the prelude included. */
  public Summary everything() {
    return prelude.plus(summary);
  }
}
