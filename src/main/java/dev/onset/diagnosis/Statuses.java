package dev.onset.diagnosis;

import dev.onset.diagnosis.Signs.Text;
import dev.onset.outcome.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** HTTP statuses as the texts of answers begin with them. */
final class Statuses {

  private static final Pattern STATUS = Pattern.compile("^([1-9]\\d\\d)\\b");

  private final Map<Integer, Long> counts;

  private Statuses(Map<Integer, Long> counts) {
    this.counts = counts;
  }

  static Statuses of(Reading reading, Collection<Outcome> outcomes) {
    var counts = new TreeMap<Integer, Long>();
    for (Text text : reading.signs().texts()) {
      var status = STATUS.matcher(text.text());
      if (outcomes.contains(text.outcome()) && status.find()) {
        counts.merge(Integer.valueOf(status.group(1)), text.count(), Long::sum);
      }
    }
    return new Statuses(counts);
  }

  /** The most frequent status; 0 when there is none. */
  int usual() {
    return counts.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** What each status says about the hop behind the gateway, for those that say something. */
  Collection<String> meanings() {
    return counts.keySet().stream()
        .map(Statuses::meaning)
        .filter(meaning -> !meaning.isEmpty())
        .toList();
  }

  private static String meaning(int status) {
    return switch (status) {
      case 502 -> "502: the gateway could not connect to its upstream or got no usable answer.";
      case 503 -> "503: no upstream is fit, a circuit breaker is open, or a queue is full.";
      case 504 -> "504: the upstream did not answer within the gateway's own timeout.";
      case 520 -> "520: the origin's answer was empty or not understandable.";
      case 521 -> "521: the origin refused the gateway's connection.";
      case 522 ->
          "522: the gateway itself got no connection to the origin in time: the connect timeout is"
              + " behind it, not in front of it.";
      case 523 -> "523: the gateway found no route to the origin.";
      case 524 -> "524: the origin accepted the connection and did not answer in time.";
      case 525, 526 -> status + ": TLS between the gateway and the origin failed.";
      case 529 -> "529: the service says that it is overloaded.";
      default -> "";
    };
  }
}
