package dev.onset.record;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Message;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of an experiment that did not come to its end: what was kept after its last whole
 * trial, and what its log has seen since. Pure.
 *
 * <p>Of the trial that was under way only the counts are known; nothing is concluded from them.
 */
public final class Unfinished {

  /** What an experiment says of itself as long as it is not over. */
  public static final String REASON =
      "it is not finished: its process ended before it did, or is still running";

  /** The order in which messages are kept: most frequent first. */
  public static final Comparator<Message> MESSAGES =
      Comparator.comparingLong(Message::count)
          .reversed()
          .thenComparing(Message::outcome)
          .thenComparing(Message::text);

  private Unfinished() {}

  /**
   * The record up to the last line.
   *
   * @param kept what was known after the last whole trial
   * @param log all lines of the log, in the order in which they were written
   * @param why why it did not come to its end
   */
  public static ExperimentRecord of(ExperimentRecord kept, List<EvidenceLine> log, String why) {
    var later = log.stream().filter(line -> line.trials() == kept.trials().size()).toList();
    var seconds = new TreeMap<Integer, Map<Outcome, Long>>();
    later.forEach(
        line -> line.seconds().forEach((second, counts) -> merge(seconds, second, counts)));
    var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
    seconds.values().forEach(counts -> add(outcomes, counts));
    long attempts = outcomes.values().stream().mapToLong(n -> n).sum();
    add(outcomes, kept.outcomes());
    var cost = kept.cost();
    return new ExperimentRecord(
        kept.schema(),
        kept.axis(),
        kept.unit(),
        kept.release(),
        kept.runId(),
        kept.startedAt(),
        seconds.isEmpty()
            ? kept.durationSeconds()
            : Math.max(kept.durationSeconds(), seconds.lastKey() + 1),
        kept.onsetVersion(),
        kept.gatlingVersion(),
        kept.target(),
        Status.STOPPED,
        why,
        kept.onsets(),
        kept.limiter(),
        outcomes,
        messages(kept.messages(), later),
        kept.trials(),
        series(kept.series(), seconds, outcomes),
        kept.injector(),
        kept.diagnosis(),
        kept.latencies(),
        kept.preflight(),
        kept.configuration(),
        notes(kept.notes(), attempts),
        kept.peakConnections(),
        kept.gatlingReport(),
        kept.recovery(),
        cost == null ? null : cost(cost, later, seconds.size()),
        kept.droppedSyn(),
        kept.phases(),
        kept.addresses(),
        kept.phaseLatencies(),
        kept.distributions(),
        kept.feeder(),
        kept.configured(),
        kept.study());
  }

  private static void merge(
      Map<Integer, Map<Outcome, Long>> seconds, int second, Map<Outcome, Long> counts) {
    add(seconds.computeIfAbsent(second, s -> new EnumMap<>(Outcome.class)), counts);
  }

  private static void add(Map<Outcome, Long> sum, Map<Outcome, Long> counts) {
    counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
  }

  private static Series series(
      Series kept, SortedMap<Integer, Map<Outcome, Long>> seconds, Map<Outcome, Long> all) {
    int known = kept.secondsFromStart().size();
    int length = seconds.isEmpty() ? known : Math.max(known, seconds.lastKey() + 1);
    var numbers = new ArrayList<Integer>();
    var offered = new ArrayList<Long>();
    var outcomes = new EnumMap<Outcome, List<Long>>(Outcome.class);
    all.keySet().forEach(outcome -> outcomes.put(outcome, new ArrayList<>()));
    for (int second = 0; second < length; second++) {
      var counts = seconds.getOrDefault(second, Map.of());
      numbers.add(second);
      offered.add(at(kept.offered(), second) + counts.values().stream().mapToLong(n -> n).sum());
      for (var entry : outcomes.entrySet()) {
        var before = at(kept.outcomes().get(entry.getKey()), second);
        entry.getValue().add(before + counts.getOrDefault(entry.getKey(), 0L));
      }
    }
    return new Series(numbers, offered, outcomes);
  }

  private static long at(@Nullable List<Long> values, int second) {
    return values == null || second >= values.size() ? 0 : values.get(second);
  }

  private static List<Message> messages(List<Message> kept, List<EvidenceLine> later) {
    var counts = new LinkedHashMap<Message, Long>();
    kept.forEach(message -> counts.merge(uncounted(message), message.count(), Long::sum));
    later.forEach(
        line ->
            line.messages()
                .forEach(message -> counts.merge(uncounted(message), message.count(), Long::sum)));
    return counts.entrySet().stream()
        .map(
            entry -> new Message(entry.getKey().outcome(), entry.getKey().text(), entry.getValue()))
        .sorted(MESSAGES)
        .toList();
  }

  private static Message uncounted(Message message) {
    return new Message(message.outcome(), message.text(), 0);
  }

  private static List<String> notes(List<String> kept, long attempts) {
    var notes = new ArrayList<>(kept);
    if (attempts > 0) {
      notes.add(
          ("%d attempts ended after the last trial that was kept. They are in the outcomes, the"
                  + " messages and the timeline, but not in the trials and the latencies, and no"
                  + " threshold rests on them.")
              .formatted(attempts));
    }
    return notes;
  }

  private static Cost cost(Cost kept, List<EvidenceLine> later, int secondsUnderLoad) {
    var counts =
        later.stream()
            .flatMap(line -> line.seconds().values().stream())
            .map(Map::entrySet)
            .toList();
    long attempts = counts.stream().flatMap(Set::stream).mapToLong(Map.Entry::getValue).sum();
    long rejected =
        counts.stream()
            .flatMap(Set::stream)
            .filter(count -> count.getKey().isTurnedAway())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new Cost(
        kept.requests() + attempts,
        kept.rejected() + rejected,
        kept.loadSeconds() + secondsUnderLoad,
        kept.rejectedBudget(),
        kept.secondsBudget());
  }
}
