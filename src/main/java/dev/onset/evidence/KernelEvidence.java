package dev.onset.evidence;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * By how much the kernel's counters grew over a span of time, on the load generator's side.
 *
 * <p>The counters are those of a network namespace: they include the traffic of every other program
 * in it. They can only bound what Onset's own attempts met; a counter that did not grow proves that
 * it did not happen. {@link #foreignOpens} tells how much of others' traffic there was, when every
 * attempt is known to have opened a connection of its own.
 *
 * <p>Immutable. {@link #plus} is commutative and associative with {@link #NONE} as neutral.
 *
 * @param counts growth by counter; a counter that was not read is absent
 * @param targetIsLocal whether the target has its address on this host, so that the listening
 *     counters are those of the target among others
 * @param gaps why counters are missing, in words; empty when none is
 */
public record KernelEvidence(
    Map<KernelCounter, Long> counts, boolean targetIsLocal, SortedSet<String> gaps) {

  /** The evidence of no time at all. */
  public static final KernelEvidence NONE =
      new KernelEvidence(Map.of(), false, Collections.emptySortedSet());

  public KernelEvidence {
    var copy = new EnumMap<KernelCounter, Long>(KernelCounter.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    gaps = Collections.unmodifiableSortedSet(new TreeSet<>(gaps));
  }

  /** Growth that was read. */
  public static KernelEvidence of(Map<KernelCounter, Long> counts, boolean targetIsLocal) {
    return new KernelEvidence(counts, targetIsLocal, Collections.emptySortedSet());
  }

  /** Nothing was read, and why. */
  public static KernelEvidence absent(String why) {
    var gaps = new TreeSet<String>();
    gaps.add(why);
    return new KernelEvidence(Map.of(), false, gaps);
  }

  /** Whether anything was read. */
  public boolean isPresent() {
    return !counts.isEmpty();
  }

  /** By how much a counter grew; empty when it was not read. */
  public OptionalLong count(KernelCounter counter) {
    var count = counts.get(counter);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /**
   * The growth that says something of the attempts or of the target, by the kernel's names: without
   * the listening counters unless the target is local.
   */
  public Map<String, Long> named() {
    var named = new LinkedHashMap<String, Long>();
    counts.forEach(
        (counter, count) -> {
          if (targetIsLocal || !counter.isListening()) {
            named.put(counter.label(), count);
          }
        });
    return named;
  }

  /**
   * Connections that other programs in the namespace opened meanwhile, given how many Onset opened
   * itself; empty when the kernel did not say.
   */
  public OptionalLong foreignOpens(long own) {
    var opens = count(KernelCounter.ACTIVE_OPENS);
    return opens.isEmpty() ? opens : OptionalLong.of(Math.max(0, opens.getAsLong() - own));
  }

  /** How to read it, in one sentence, or null when there is nothing to say. */
  public @Nullable String note() {
    if (!gaps.isEmpty()) {
      return String.join("; ", gaps);
    }
    if (!isPresent()) {
      return null;
    }
    return "all programs of this network namespace together; "
        + (targetIsLocal
            ? "the target is on this host, so that its listeners count too"
            : "the target is elsewhere, and the counters of its listeners are not known");
  }

  /**
   * Both spans, or the same span on two load generators: sums. Beside a load generator on the
   * target's host, the listening counters of one elsewhere mean nothing and are left out.
   */
  public KernelEvidence plus(KernelEvidence other) {
    var sum = new EnumMap<KernelCounter, Long>(KernelCounter.class);
    boolean local = targetIsLocal || other.targetIsLocal;
    for (var part : new KernelEvidence[] {this, other}) {
      part.counts.forEach(
          (counter, count) -> {
            if (!counter.isListening() || part.targetIsLocal == local) {
              sum.merge(counter, count, Long::sum);
            }
          });
    }
    var both = new TreeSet<>(gaps);
    both.addAll(other.gaps);
    return new KernelEvidence(sum, local, both);
  }
}
