package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Address;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.search.Onset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was seen of connecting, in words. */
final class ConnectWords {

  /** Shares of failures at two addresses that differ by more are no accident. */
  private static final double ALIKE = 0.1;

  private ConnectWords() {}

  /** Where the first SYN was dropped. */
  static String droppedSyn(Axis axis, DroppedSyn dropped) {
    var words = new RateWords(axis);
    var lower = dropped.lower();
    var upper = dropped.upper();
    var observed = dropped.observed();
    var bounds =
        new Onset(
            Outcome.OTHER,
            dropped.status(),
            lower,
            upper,
            dropped.estimate(),
            observed,
            Double.NaN);
    var counts = counts(dropped);
    return switch (dropped.status()) {
      case FOUND -> words.found("The first SYN was dropped", bounds) + counts;
      case NOT_REACHED ->
          counts.isEmpty()
              ? "No SYN was dropped"
                  + (lower == null ? " at any load offered." : " up to " + words.upTo(lower) + ".")
              : "SYNs were dropped now and then, not more often at a higher load." + counts;
      case BELOW_START ->
          "SYNs were dropped at the lowest load already"
              + (upper == null ? "." : ", " + words.upTo(upper) + ".")
              + counts;
      case UNDECIDED ->
          "Where the first SYN is dropped is undecided"
              + (observed == null ? "." : "; it was seen first at " + words.upTo(observed) + ".")
              + counts;
    };
  }

  private static String counts(DroppedSyn dropped) {
    var steps = new TreeMap<>(dropped.steps());
    long retried = steps.values().stream().mapToLong(n -> n).sum();
    var never = dropped.neverAnswered();
    if (retried + never == 0) {
      return "";
    }
    var after =
        steps.entrySet().stream()
            .map(step -> "%s after %d s".formatted(Figures.count(step.getValue()), step.getKey()))
            .collect(Collectors.joining(", "));
    var parts =
        retried == 0
            ? ""
            : "%s %s on a retry (%s)"
                .formatted(
                    Figures.count(retried),
                    retried == 1 ? "connection got through" : "connections got through",
                    after);
    var gaveUp = never == 0 ? "" : Figures.count(never) + " timed out";
    return " "
        + (parts.isEmpty() ? gaveUp : gaveUp.isEmpty() ? parts : parts + ", " + gaveUp)
        + ".";
  }

  /** How the target's addresses compare, or null when it has one only. */
  static @Nullable String addresses(List<Address> addresses) {
    if (addresses.size() < 2) {
      return null;
    }
    var each =
        addresses.stream()
            .sorted(Comparator.comparingDouble(ConnectWords::failedShare).reversed())
            .map(ConnectWords::address)
            .collect(Collectors.joining("; "));
    return differ(addresses)
        ? "The target's %s addresses differ: %s.".formatted(Figures.count(addresses.size()), each)
        : "The target's %s addresses took turns and behaved alike: %s."
            .formatted(Figures.count(addresses.size()), each);
  }

  /** Whether attempts fail more often at one address than at another. */
  static boolean differ(List<Address> addresses) {
    var shares = addresses.stream().mapToDouble(ConnectWords::failedShare).summaryStatistics();
    return addresses.size() > 1 && shares.getMax() - shares.getMin() > ALIKE;
  }

  private static String address(Address address) {
    var failures =
        new TreeMap<>(address.outcomes())
            .entrySet().stream()
                .filter(entry -> isFailure(entry.getKey()) && entry.getValue() > 0)
                .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    return failures.isEmpty()
        ? "%s failed none of %s attempts"
            .formatted(address.address(), Figures.count(address.attempts()))
        : "%s failed %s of %s attempts (%s)"
            .formatted(
                address.address(),
                Figures.count(failed(address)),
                Figures.count(address.attempts()),
                failures);
  }

  private static double failedShare(Address address) {
    return address.attempts() == 0 ? 0 : (double) failed(address) / address.attempts();
  }

  private static long failed(Address address) {
    return address.outcomes().entrySet().stream()
        .filter(entry -> isFailure(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isFailure(Outcome outcome) {
    return outcome != Outcome.OK && !outcome.isRejection();
  }

  /** What attempts without an answer were doing when they ended, or null when none is known. */
  static @Nullable String phases(ExperimentRecord experiment) {
    var phases = experiment.phases();
    return phases == null || phases.isEmpty()
        ? null
        : new TreeMap<>(phases)
            .entrySet().stream()
                .map(entry -> Figures.count(entry.getValue()) + " " + phase(entry.getKey()))
                .collect(Collectors.joining(", "));
  }

  private static String phase(Phase phase) {
    return switch (phase) {
      case RESOLVE -> "resolving the name";
      case CONNECT -> "connecting";
      case TLS -> "in the TLS handshake";
      case WAITING -> "waiting for the answer";
      case RECEIVING -> "reading the answer";
    };
  }
}
