package dev.onset.report;

import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the load generator's kernel counted and what its host had left, trial by trial.
 *
 * @param notes how to read it, or why there is nothing to read
 * @param columns column headings behind the load
 * @param rows first the load, then a cell per column; empty cells are not known
 */
record KernelTable(List<String> notes, List<String> columns, List<List<String>> rows) {

  private static final Map<String, Function<ExperimentRecord.Host, @Nullable String>> HOST = host();

  static KernelTable of(ExperimentRecord experiment) {
    var trials = experiment.trials();
    var counters = new TreeSet<String>();
    var notes = new LinkedHashSet<String>();
    for (var trial : trials) {
      if (trial.kernel() != null) {
        // What never grew in any trial is left out.
        trial.kernel().entrySet().stream()
            .filter(entry -> entry.getValue() != 0)
            .forEach(entry -> counters.add(entry.getKey()));
      }
      if (trial.kernelNote() != null) {
        notes.add(trial.kernelNote());
      }
    }
    var host =
        HOST.entrySet().stream()
            .filter(entry -> trials.stream().anyMatch(t -> cell(t, entry.getValue()) != null))
            .toList();
    var columns = new ArrayList<>(counters);
    host.forEach(entry -> columns.add(entry.getKey()));
    var rows = new ArrayList<List<String>>();
    for (var trial : columns.isEmpty() ? List.<Trial>of() : trials) {
      var row = new ArrayList<String>();
      row.add(Figures.quantity(trial.load()));
      counters.forEach(counter -> row.add(count(trial, counter)));
      host.forEach(
          entry -> {
            var cell = cell(trial, entry.getValue());
            row.add(cell == null ? "" : cell);
          });
      rows.add(List.copyOf(row));
    }
    return new KernelTable(List.copyOf(notes), List.copyOf(columns), List.copyOf(rows));
  }

  private static String count(Trial trial, String counter) {
    var counts = trial.kernel();
    var count = counts == null ? null : counts.get(counter);
    return count == null ? "" : Figures.count(count);
  }

  private static @Nullable String cell(
      Trial trial, Function<ExperimentRecord.Host, @Nullable String> value) {
    return trial.host() == null ? null : value.apply(trial.host());
  }

  private static Map<String, Function<ExperimentRecord.Host, @Nullable String>> host() {
    var host = new LinkedHashMap<String, Function<ExperimentRecord.Host, @Nullable String>>();
    host.put("longest GC, ms", h -> millis(h.longestGcMillis()));
    host.put("stolen", h -> share(h.stolenShare()));
    host.put("throttled", h -> share(h.throttledShare()));
    host.put("ports left", h -> left(h.portsLeft()));
    host.put("descriptors left", h -> left(h.descriptorsLeft()));
    host.put("conntrack left", h -> left(h.conntrackLeft()));
    return host;
  }

  private static @Nullable String millis(double millis) {
    return Double.isFinite(millis) ? Figures.millis(millis) : null;
  }

  private static @Nullable String share(double share) {
    return Double.isFinite(share) ? Figures.percent(share) : null;
  }

  private static @Nullable String left(@Nullable Long left) {
    return left == null ? null : Figures.count(left);
  }
}
