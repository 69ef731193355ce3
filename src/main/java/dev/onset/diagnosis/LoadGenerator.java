package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Locale;
import java.util.Optional;

/** The load generator kept the search from going on. */
final class LoadGenerator implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    var injector = reading.signs().injector();
    if (!injector.limited()) {
      return Optional.empty();
    }
    var notes = Notes.on(Mechanism.INJECTOR).explains(Outcome.INJECTOR_EXHAUSTED);
    injector.reasons().forEach(reason -> notes.seen(Words.sentence(reason)));
    notes.seen("Loads beyond the last trial that counted say nothing about the target.");
    var said = String.join(" ", injector.reasons()).toLowerCase(Locale.ROOT);
    notes
        .adviseIf(
            said.contains("port") || said.contains("assign requested address"),
            "Widen net.ipv4.ip_local_port_range, or spread the load over several source addresses.")
        .adviseIf(
            said.contains("descriptor")
                || said.contains("open files")
                || said.contains("ulimit -n"),
            "Raise the limit on open files: ulimit -n.")
        .adviseIf(
            said.contains("idle")
                || said.contains("stood still")
                || said.contains("late")
                || said.contains("hypervisor")
                || said.contains("quota"),
            "Give the load generator processors of its own, and a larger heap if it pauses for"
                + " garbage collection: -Donset.heap.")
        .advise("Then measure again, or lower the highest load to what this machine can offer.");
    return notes.with(Confidence.PROVEN);
  }
}
