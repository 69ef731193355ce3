package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.outcome.Outcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the load generator ran out of, by the errors that its attempts met, and what to raise. */
enum Shortage {
  // Linux EADDRINUSE 98, EADDRNOTAVAIL 99; BSD 48, 49.
  PORTS(
      "local ports",
      "error\\(-(?:98|99|48|49)\\)|assign requested address|Address already in use",
      "widen net.ipv4.ip_local_port_range, measure from more source addresses, or lower"
          + " onset.connection-rate.max or onset.concurrency.max"),
  // ENFILE 23, EMFILE 24.
  DESCRIPTORS(
      "file descriptors",
      "error\\(-2[34]\\)|Too many open files",
      "raise ulimit -n, or lower onset.concurrency.max or onset.connection-rate.max"),
  MEMORY(
      "memory or threads",
      "OutOfMemory|OutOfDirectMemory|native thread|allocate memory|error\\(-12\\)",
      "raise onset.heap, the container's memory limit or ulimit -u"),
  ANY(
      "a local resource",
      "",
      "see the messages: raise ulimit -n, widen net.ipv4.ip_local_port_range, or raise"
          + " onset.heap");

  private final String what;
  private final Pattern said;
  private final String advice;

  Shortage(String what, String said, String advice) {
    this.what = what;
    this.said = Pattern.compile(said, Pattern.CASE_INSENSITIVE);
    this.advice = advice;
  }

  /** What ran out in these attempts, most often first, and what to raise. */
  static String reason(Summary summary) {
    var counts = new EnumMap<Shortage, Long>(Shortage.class);
    long known = 0;
    for (var text : summary.texts().entrySet()) {
      if (text.getKey().outcome() == Outcome.INJECTOR_EXHAUSTED) {
        counts.merge(of(text.getKey().text()), text.getValue(), Long::sum);
        known += text.getValue();
      }
    }
    long unknown = summary.count(Outcome.INJECTOR_EXHAUSTED) - known;
    if (unknown > 0) {
      counts.merge(ANY, unknown, Long::sum);
    }
    return "the load generator "
        + counts.entrySet().stream()
            .sorted(Map.Entry.<Shortage, Long>comparingByValue(Comparator.reverseOrder()))
            .map(entry -> entry.getKey().words(entry.getValue()))
            .collect(Collectors.joining("; it "));
  }

  private static Shortage of(String text) {
    for (var shortage : values()) {
      if (shortage.said.matcher(text).find()) {
        return shortage;
      }
    }
    return ANY;
  }

  private String words(long count) {
    return String.format(Locale.ROOT, "ran out of %s %d times: %s", what, count, advice);
  }
}
