package dev.onset.search;

import dev.onset.limiter.Limiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search along one axis: a pure function from the trials so far to what to measure next.
 *
 * <p>It keeps no state of its own, so that a search can be replayed from a record, and hundreds of
 * searches run against simulated targets in a second.
 */
public interface Search {

  /** What to do after these trials, in the order in which they were made. */
  Step next(List<Trial> trials);

  /** What is known after these trials. */
  List<Onset> onsets(List<Trial> trials);

  /** Remarks on the answer for its reader, such as why a bound is wider than asked for. */
  List<String> notes(List<Trial> trials);

  /** The limiter that was met after these trials, or null when none was. */
  default @Nullable Limiter limiter(List<Trial> trials) {
    return null;
  }

  /** How the target comes back from overload, or null when that was not measured. */
  default @Nullable Recovery recovery(List<Trial> trials) {
    return null;
  }

  /** Whom the limit is for, or null when that was not measured. */
  default @Nullable Scope scope(List<Trial> trials) {
    return null;
  }

  /** Where the first SYN is dropped, or null when that was not looked for. */
  default @Nullable DroppedSyns droppedSyns(List<Trial> trials) {
    return null;
  }
}
