package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where attempts went and how far they got. Immutable; {@link #plus} is commutative and associative
 * with {@link #NONE} as neutral.
 *
 * @param phases attempts that ended without an answer, by what they were doing; those of which that
 *     is not known are left out
 * @param addresses attempts by outcome for each address that they were sent to on purpose
 */
public record Routes(Map<Phase, Long> phases, SortedMap<String, Map<Outcome, Long>> addresses) {

  /** The routes of no attempts. */
  public static final Routes NONE = of(Map.of(), Map.of());

  public Routes {
    var phasesCopy = new EnumMap<Phase, Long>(Phase.class);
    phasesCopy.putAll(phases);
    phases = Collections.unmodifiableMap(phasesCopy);
    var addressesCopy = new TreeMap<String, Map<Outcome, Long>>();
    addresses.forEach(
        (address, counts) ->
            addressesCopy.put(address, Collections.unmodifiableMap(Counts.copy(counts))));
    addresses = Collections.unmodifiableSortedMap(addressesCopy);
  }

  static Routes of(Map<Phase, Long> phases, Map<String, Map<Outcome, Long>> addresses) {
    return new Routes(phases, new TreeMap<>(addresses));
  }

  /** Both of them. */
  public Routes plus(Routes other) {
    var allPhases = new EnumMap<Phase, Long>(Phase.class);
    allPhases.putAll(phases);
    other.phases.forEach((phase, count) -> allPhases.merge(phase, count, Long::sum));
    var all = new TreeMap<>(addresses);
    other.addresses.forEach((address, counts) -> all.merge(address, counts, Counts::sum));
    return new Routes(allPhases, all);
  }

  /** The same with one outcome counted as another. */
  Routes relabelled(Outcome from, Outcome to) {
    var moved = new TreeMap<String, Map<Outcome, Long>>();
    addresses.forEach(
        (address, counts) -> {
          var copy = Counts.copy(counts);
          Counts.move(copy, from, to);
          moved.put(address, copy);
        });
    return new Routes(phases, moved);
  }
}
