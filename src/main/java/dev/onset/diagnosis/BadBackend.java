package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One of several fails and the others do not: an address behind the name, told apart by address; or
 * an upstream behind the gateway, which shows as a share of failures that no load changes.
 */
final class BadBackend implements Rule {

  /** Of what a bad address is asked, it serves no more than this share. */
  private static final double MOST_SERVED = 0.5;

  /** Fewest failures of a mixed stream that one backend can be behind. */
  private static final double LEAST_SHARE = 0.1;

  private static final double GOOD = 0.9;
  private static final int ENOUGH = 3;
  private static final int ENOUGH_FOR_A_SHARE = 30;
  private static final double STEADY = 0.3;

  /** Failures by which a broken upstream shows; a limiter's do not. */
  private static final Set<Outcome> FAILURES =
      EnumSet.of(
          Outcome.CONNECT_TIMEOUT,
          Outcome.CONNECTION_REFUSED,
          Outcome.UNREACHABLE,
          Outcome.CONNECTION_RESET,
          Outcome.CLOSED_EARLY,
          Outcome.TLS_FAILURE,
          Outcome.REQUEST_TIMEOUT,
          Outcome.OVERLOADED,
          Outcome.GATEWAY_TIMEOUT,
          Outcome.UPSTREAM_FAILURE,
          Outcome.APPLICATION_ERROR,
          Outcome.PROTOCOL_ERROR);

  private static final Set<Outcome> CONNECTING =
      EnumSet.of(Outcome.CONNECT_TIMEOUT, Outcome.CONNECTION_REFUSED, Outcome.UNREACHABLE);

  @Override
  public Optional<Finding> apply(Reading reading) {
    var bad = badAddresses(reading);
    if (!bad.isEmpty()) {
      return byAddress(reading, bad);
    }
    var passedOver = passedOver(reading);
    if (!passedOver.isEmpty()) {
      // Connections that begin with such an address fail there, whatever the load.
      var notes = Notes.on(Mechanism.BAD_BACKEND);
      CONNECTING.stream().filter(reading::fromTheStart).forEach(notes::explains);
      passedOver.forEach(notes::seen);
      return advised(notes.seen("Another address of the same name accepted a connection."))
          .with(Confidence.LIKELY);
    }
    var share = steadyShare(reading);
    return share.isPresent() ? byShare(reading, share.getAsDouble()) : Optional.empty();
  }

  /** Whether addresses are known to differ. */
  static boolean isVisible(Reading reading) {
    return !badAddresses(reading).isEmpty() || !passedOver(reading).isEmpty();
  }

  private static List<String> badAddresses(Reading reading) {
    var addresses = reading.signs().addresses();
    boolean someGood = addresses.values().stream().anyMatch(BadBackend::isGood);
    if (!someGood) {
      return List.of();
    }
    return addresses.entrySet().stream()
        .filter(entry -> isBad(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static boolean isGood(Map<Outcome, Long> outcomes) {
    return total(outcomes) > 0 && served(outcomes) >= GOOD * total(outcomes);
  }

  private static boolean isBad(Map<Outcome, Long> outcomes) {
    return total(outcomes) >= ENOUGH && served(outcomes) <= MOST_SERVED * total(outcomes);
  }

  /** Answers of any kind that a working backend gives; a limiter speaks for all of them. */
  private static long served(Map<Outcome, Long> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> !FAILURES.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static long total(Map<Outcome, Long> outcomes) {
    return outcomes.values().stream().mapToLong(n -> n).sum();
  }

  private static Optional<Finding> byAddress(Reading reading, List<String> bad) {
    var notes = Notes.on(Mechanism.BAD_BACKEND);
    reading.signs().addresses().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                notes.seen(
                    "%s%s: %s of %s were served%s."
                        .formatted(
                            entry.getKey(),
                            bad.contains(entry.getKey()) ? " fails" : "",
                            Words.number(served(entry.getValue())),
                            Words.plural(total(entry.getValue()), "attempt"),
                            worst(entry.getValue()))));
    for (var address : bad) {
      reading.signs().addresses().getOrDefault(address, Map.of()).keySet().stream()
          .filter(FAILURES::contains)
          .forEach(notes::explains);
    }
    return advised(notes).with(Confidence.STRONG);
  }

  private static String worst(Map<Outcome, Long> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> FAILURES.contains(entry.getKey()))
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> ", " + Words.number(entry.getValue()) + " ended as " + entry.getKey())
        .orElse("");
  }

  /** What the preflight says of addresses that failed beside one that did not. */
  private static List<String> passedOver(Reading reading) {
    var tcp =
        reading.signs().checks().stream().filter(check -> check.name().startsWith("TCP")).toList();
    boolean oneAccepted =
        tcp.stream().anyMatch(check -> check.passed() && check.text().contains("accepted"));
    var said = new ArrayList<String>();
    for (var check : tcp) {
      // Of localhost, often only one of IPv4 and IPv6 is listened on; clients go on to the other.
      boolean harmless = reading.isLocal() && check.text().contains("refused the connection");
      if (oneAccepted && !harmless && (!check.passed() || check.text().startsWith("Warning: "))) {
        said.add("Preflight, " + check.name() + ": " + check.text());
      }
    }
    return said;
  }

  /** The share of attempts that fail, when it is the same at every load. */
  static OptionalDouble steadyShare(Reading reading) {
    var trials =
        reading.signs().trials().stream()
            .filter(trial -> trial.attempts() >= ENOUGH_FOR_A_SHARE)
            .toList();
    if (trials.size() < 2) {
      return OptionalDouble.empty();
    }
    long failed = trials.stream().mapToLong(BadBackend::failed).sum();
    double mean = (double) failed / trials.stream().mapToLong(TrialSigns::attempts).sum();
    boolean steady =
        mean >= LEAST_SHARE
            && mean <= 0.6
            && trials.stream()
                .allMatch(
                    trial ->
                        Math.abs((double) failed(trial) / trial.attempts() - mean)
                            <= STEADY * mean);
    boolean varied =
        trials.stream().mapToDouble(TrialSigns::load).max().orElse(0)
            >= 1.2 * trials.stream().mapToDouble(TrialSigns::load).min().orElse(0);
    return steady && varied ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }

  private static long failed(TrialSigns trial) {
    return FAILURES.stream().mapToLong(trial::count).sum();
  }

  private static Optional<Finding> byShare(Reading reading, double share) {
    var notes =
        Notes.on(Mechanism.BAD_BACKEND)
            .seen(
                "%s of the attempts fail at every load, low or high, as when one of about %s backends fails."
                    .formatted(Words.percent(share), Words.number(Math.round(1 / share))));
    FAILURES.stream()
        .filter(reading::has)
        .forEach(outcome -> notes.explains(outcome).seen(reading.quote(outcome)));
    return advised(notes).with(Confidence.POSSIBLE);
  }

  private static Notes advised(Notes notes) {
    return notes.advise(
        "Take the failing backend out of the load balancer or DNS, or repair it; then look at why the"
            + " health check left it in.",
        "Ask each backend by its own address: curl --resolve name:port:address.");
  }
}
