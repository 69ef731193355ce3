package dev.onset.search;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the first SYN is dropped, which is below where a connection times out: the client repeats
 * it, so that connecting only takes whole seconds longer.
 *
 * @param status whether the bounds are confirmed
 * @param lower highest load confirmed to lose no more than an occasional SYN, or null
 * @param upper lowest load confirmed to lose more, or null
 * @param estimate best single value between them, or null
 * @param observed load in force when the first connection was due whose SYN was dropped, or null
 * @param confidence between 0 and 1, the trust in the bounds
 * @param afterSeconds connections that came about only after a retry, by the seconds it took
 * @param neverAnswered connections that timed out, all retries in vain
 */
public record DroppedSyns(
    OnsetStatus status,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double estimate,
    @Nullable Double observed,
    double confidence,
    SortedMap<Integer, Long> afterSeconds,
    long neverAnswered) {

  public DroppedSyns {
    afterSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(afterSeconds));
  }

  /** Connections of which at least one SYN was dropped. */
  public long connections() {
    return afterSeconds.values().stream().mapToLong(n -> n).sum() + neverAnswered;
  }
}
