package dev.onset.injector;

import dev.onset.evidence.KernelCounter;
import dev.onset.evidence.KernelEvidence;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel of this network namespace has counted until now; Linux only.
 *
 * @param values the counters that it has; none elsewhere than on Linux
 * @param absent why there is none, or null when there are
 */
public record KernelSnapshot(Map<KernelCounter, Long> values, @Nullable String absent) {

  public KernelSnapshot {
    var copy = new EnumMap<KernelCounter, Long>(KernelCounter.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** The counters below a folder such as {@code /proc}. */
  public static KernelSnapshot read(Path proc) {
    var files = new ProcFiles(proc);
    var tables = new HashMap<String, Map<String, Long>>();
    tables.putAll(KernelTables.ofTwoLines(files.lines("net/snmp")));
    tables.putAll(KernelTables.ofTwoLines(files.lines("net/netstat")));
    var values = new EnumMap<KernelCounter, Long>(KernelCounter.class);
    for (var counter : KernelCounter.values()) {
      var value = tables.getOrDefault(counter.group(), Map.of()).get(counter.label());
      if (value != null) {
        values.put(counter, value);
      }
    }
    return new KernelSnapshot(
        values,
        values.isEmpty()
            ? "no kernel counters: they are read on Linux only, and "
                + proc.resolve("net/snmp")
                + " cannot be read"
            : null);
  }

  /**
   * By how much the counters grew until a later snapshot. A counter that went back, because it
   * overflowed or another namespace was read, is left out.
   */
  public KernelEvidence until(KernelSnapshot later, boolean targetIsLocal) {
    for (var snapshot : new KernelSnapshot[] {this, later}) {
      var why = snapshot.absent;
      if (why != null) {
        return KernelEvidence.absent(why);
      }
    }
    var growth = new EnumMap<KernelCounter, Long>(KernelCounter.class);
    values.forEach(
        (counter, before) -> {
          var after = later.values.get(counter);
          if (after != null && after - before >= 0) {
            growth.put(counter, after - before);
          }
        });
    return KernelEvidence.of(growth, targetIsLocal);
  }
}
