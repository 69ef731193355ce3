package dev.onset.record;

import static java.util.Objects.requireNonNull;

import dev.onset.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the target comes back from overload.
 *
 * @param onsetPerSecond the load that it is measured from, requests/s; null when none was found
 * @param onsetFrom where that is from, in words
 * @param pushPerSecond load of the overload, requests/s
 * @param pushSeconds how long it lasted
 * @param calmPerSecond load that it fell back to, at which the target was clean before
 * @param outcome what the overload was answered with most, or null when it did not fail
 * @param returned whether the target came back at the calm load: true, false (it stayed down for as
 *     long as was waited), or null when that is not known
 * @param secondsToClean from falling back to the beginning of the first clean stretch; null when
 *     there was none
 * @param secondsUncertainty how much later the first failure-free attempt could have been sent, the
 *     time between two attempts
 * @param waitedSeconds how long it was waited for that
 * @param downwards loads tried on the way down from the overload, highest first
 * @param stopsAtPerSecond highest of them at which the outcome stops; null when it does at none
 * @param hysteresis whether that is below where it begins on the way up; null when not known
 * @param freedBy what freed a target that stayed down, in order of what was tried
 */
public record RecoveryStudy(
    @Nullable Double onsetPerSecond,
    @Nullable String onsetFrom,
    @Nullable Double pushPerSecond,
    @Nullable Double pushSeconds,
    @Nullable Double calmPerSecond,
    @Nullable Outcome outcome,
    @Nullable Boolean returned,
    @Nullable Double secondsToClean,
    @Nullable Double secondsUncertainty,
    @Nullable Double waitedSeconds,
    List<Downward> downwards,
    @Nullable Double stopsAtPerSecond,
    @Nullable Boolean hysteresis,
    List<Relief> freedBy)
    implements Study {

  public RecoveryStudy {
    downwards = List.copyOf(requireNonNull(downwards, "downwards"));
    freedBy = List.copyOf(requireNonNull(freedBy, "freedBy"));
  }

  /** Before anything was tried. */
  public static RecoveryStudy nothingYet() {
    return new RecoveryStudy(
        null, null, null, null, null, null, null, null, null, null, List.of(), null, null,
        List.of());
  }

  @Override
  public StudyKind asked() {
    return StudyKind.RECOVERY;
  }

  /**
   * A load on the way down.
   *
   * @param perSecond the load, requests/s
   * @param seconds how long it was held
   * @param sent attempts
   * @param failed of those, how many failed in the last half of that time
   * @param clean whether none did
   */
  public record Downward(double perSecond, double seconds, long sent, long failed, boolean clean) {}

  /**
   * Something that might free a target that stays down.
   *
   * @param perSecond the load that it was given instead, requests/s; 0 for a rest
   * @param seconds for how long
   * @param freed whether the calm load was clean afterwards
   */
  public record Relief(double perSecond, double seconds, boolean freed) {}
}
