package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.search.Onset;
import dev.onset.store.RunSummary;
import dev.onset.store.RunSummary.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Each onset over the runs that asked the same question: the same request, axis and timeouts.
 *
 * @param targets the one with the newest run first
 * @param once how many experiments there is no other to compare with
 * @param changes what changed at a run, by run and axis
 */
record History(List<Target> targets, int once, Map<Place, List<NamedChange>> changes) {

  /** The history of one request. */
  record Target(String id, String name, List<Group> groups) {}

  /**
   * The history on one axis.
   *
   * @param conditions in what it differs from other groups of the same axis; empty when alone
   */
  record Group(String name, String meaning, String conditions, int runs, List<HistoryLine> lines) {}

  /** An axis of a run. */
  record Place(String runId, Axis axis) {}

  /** A change and what changed. */
  record NamedChange(String name, HistoryChanges.Change change) {}

  private record Question(String target, Axis axis, Map<String, String> conditions) {}

  private record Asked(RunSummary run, Result result) {}

  /** The history of these runs, newest first. */
  static History of(List<RunSummary> runs) {
    var questions = new LinkedHashMap<Question, List<Asked>>();
    for (var run : runs) {
      for (var result : run.results()) {
        var question =
            new Question(RunPageModel.request(result.target()), result.axis(), result.conditions());
        questions.computeIfAbsent(question, q -> new ArrayList<>()).add(new Asked(run, result));
      }
    }
    int once = (int) questions.values().stream().filter(asked -> asked.size() == 1).count();
    questions.values().removeIf(asked -> asked.size() == 1);
    var changes = new LinkedHashMap<Place, List<NamedChange>>();
    var targets = new ArrayList<Target>();
    for (var name : questions.keySet().stream().map(Question::target).distinct().toList()) {
      var id = "target-" + (targets.size() + 1);
      targets.add(new Target(id, name, groups(id, name, questions, changes)));
    }
    return new History(targets, once, changes);
  }

  private static List<Group> groups(
      String id,
      String target,
      Map<Question, List<Asked>> all,
      Map<Place, List<NamedChange>> changes) {
    var groups = new ArrayList<Group>();
    for (var axis : Axis.values()) {
      var questions =
          all.keySet().stream().filter(q -> q.target().equals(target) && q.axis() == axis).toList();
      for (var question : questions) {
        var conditions = conditions(question, questions);
        var asked = new ArrayList<>(all.getOrDefault(question, List.of()));
        var words = AxisWords.of(axis, asked.get(0).result().unit());
        var label = words.name() + ", " + target + (conditions.isEmpty() ? "" : ", " + conditions);
        Collections.reverse(asked);
        groups.add(
            new Group(
                words.name(),
                words.meaning(),
                conditions,
                asked.size(),
                lines("%s-%d".formatted(id, groups.size() + 1), label, axis, asked, changes)));
      }
    }
    return groups;
  }

  private static List<HistoryLine> lines(
      String id, String label, Axis axis, List<Asked> asked, Map<Place, List<NamedChange>> all) {
    var lines = new ArrayList<HistoryLine>();
    for (var words : subjects(axis, asked)) {
      var points =
          asked.stream()
              .map(a -> new HistoryPoint(a.run(), a.result(), words.onset(a.result())))
              .toList();
      var changes = HistoryChanges.of(words, points);
      for (var change : changes.changes()) {
        var place = new Place(points.get(change.at()).run().runId(), axis);
        all.computeIfAbsent(place, p -> new ArrayList<>())
            .add(new NamedChange(words.name(), change));
      }
      lines.add(
          HistoryLine.of("%s-%d".formatted(id, lines.size() + 1), label, words, points, changes));
    }
    return lines;
  }

  /** What is followed: each outcome that a run has an answer for, the newest run's first. */
  private static List<HistoryWords> subjects(Axis axis, List<Asked> oldestFirst) {
    var subjects = new LinkedHashSet<HistoryWords>();
    // One target is one scenario, so that all of them are counted alike.
    var unit = oldestFirst.get(oldestFirst.size() - 1).result().unit();
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      var result = oldestFirst.get(i).result();
      result.onsets().stream()
          .map(Onset::outcome)
          .forEach(outcome -> subjects.add(new HistoryWords(axis, unit, outcome)));
      if (result.droppedSyn() != null) {
        subjects.add(new HistoryWords(axis, unit, null));
      }
    }
    return List.copyOf(subjects);
  }

  /** The settings in which a question differs from the others on its axis. */
  private static String conditions(Question question, List<Question> others) {
    var keys = new TreeSet<String>();
    others.forEach(other -> keys.addAll(other.conditions().keySet()));
    var differing = new TreeMap<String, String>();
    for (var key : keys) {
      var value = question.conditions().getOrDefault(key, "not recorded");
      if (others.stream()
          .anyMatch(o -> !value.equals(o.conditions().getOrDefault(key, "not recorded")))) {
        differing.put(key, value);
      }
    }
    return differing.entrySet().stream()
        .map(entry -> name(entry.getKey()) + " " + cut(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The beginning of a value: a body may be long. */
  private static String cut(String value) {
    int longest = 60;
    return value.codePointCount(0, value.length()) <= longest
        ? value
        : value.substring(0, value.offsetByCodePoints(0, longest)) + "…";
  }

  private static String name(String key) {
    return switch (key) {
      case "onset.timeouts.connect" -> "connect timeout";
      case "onset.timeouts.request" -> "request timeout";
      default -> key.substring(key.lastIndexOf('.') + 1).replace('-', ' ');
    };
  }
}
