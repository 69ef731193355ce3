package dev.onset.report;

import dev.onset.compare.AxisComparison;
import dev.onset.compare.Comparison;
import dev.onset.compare.OnsetChange;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A comparison as its template sees it: finished texts, nothing left to compute. */
record ComparePage(
    String title,
    String verdict,
    String summary,
    List<RunPage.Fact> baseline,
    List<RunPage.Fact> candidate,
    List<String> problems,
    List<Section> axes) {

  /** One axis. */
  record Section(
      String id,
      String name,
      String meaning,
      String unit,
      String verdict,
      List<String> obstacles,
      List<Row> onsets,
      List<String> limiter,
      List<String> shifts,
      List<String> notes) {}

  /** One onset. */
  record Row(
      String name,
      String verdict,
      String sentence,
      String baseline,
      String candidate,
      String change,
      String picture) {}

  /** By release, or by run where both are of the same release. */
  private static String title(Comparison.Side candidate, Comparison.Side baseline) {
    return candidate.release().equals(baseline.release())
        ? "%s against %s".formatted(candidate.runId(), baseline.runId())
        : "%s against %s".formatted(candidate.release(), baseline.release());
  }

  static ComparePage of(Comparison comparison, List<String> problems) {
    return new ComparePage(
        title(comparison.candidate(), comparison.baseline()),
        CompareWords.word(comparison.verdict()),
        CompareWords.summary(comparison),
        facts(comparison.baseline()),
        facts(comparison.candidate()),
        problems,
        comparison.axes().stream().map(ComparePage::section).toList());
  }

  private static List<RunPage.Fact> facts(Comparison.Side side) {
    var facts = new ArrayList<RunPage.Fact>();
    facts.add(new RunPage.Fact("Release", side.release()));
    facts.add(new RunPage.Fact("Run", side.runId()));
    if (side.startedAt() != null) {
      facts.add(new RunPage.Fact("Started", RunPageModel.time(side.startedAt())));
    }
    return facts;
  }

  private static Section section(AxisComparison comparison) {
    var axis = comparison.axis();
    var words = AxisWords.of(axis, comparison.unit());
    return new Section(
        axis.slug(),
        words.name(),
        words.meaning(),
        comparison.unit(),
        CompareWords.word(comparison.verdict()),
        comparison.obstacles().stream().map(obstacle -> obstacle.text()).toList(),
        comparison.onsets().stream().map(onset -> row(comparison, onset)).toList(),
        CompareWords.limiter(comparison),
        CompareWords.shifts(comparison),
        comparison.notes());
  }

  private static Row row(AxisComparison comparison, OnsetChange onset) {
    var axis = comparison.axis();
    var name = CompareWords.name(axis, onset);
    var before = CompareWords.place(comparison, onset, onset.baseline());
    var after = CompareWords.place(comparison, onset, onset.candidate());
    return new Row(
        name,
        CompareWords.word(onset.verdict()),
        CompareWords.sentence(axis, onset),
        before,
        after,
        change(onset),
        IntervalPicture.of(
            onset, "%s. Baseline: %s. Candidate: %s.".formatted(name, before, after)));
  }

  /** The change of the best estimate in percent, with a sign. */
  private static String change(OnsetChange onset) {
    var ratio = onset.estimatedRatio();
    if (ratio == null) {
      return "";
    }
    double percent = (ratio - 1) * 100;
    var text = Figures.decimals(Math.abs(percent), 1, RoundingMode.HALF_UP);
    return text.equals("0") ? "0%" : (percent < 0 ? "−" : "+") + text + "%";
  }
}
