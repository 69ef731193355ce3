package dev.onset.compare;

import dev.onset.load.Axis;
import dev.onset.record.Json;
import java.util.List;

/**
 * A comparison as JSON text for programs. The property names are stable; what is not known or has
 * no upper end is null.
 */
public final class ComparisonJson {

  /** The schema that this version writes. */
  public static final String SCHEMA = "onset.comparison/1";

  private ComparisonJson() {}

  private record File(
      String schema,
      Change verdict,
      Comparison.Side baseline,
      Comparison.Side candidate,
      List<OnAxis> axes) {}

  private record OnAxis(
      Axis axis,
      Change verdict,
      List<Obstacle> obstacles,
      List<OnsetChange> onsets,
      List<LimiterChange> limiter,
      List<Shift.Share> shares,
      List<Shift.Latency> latencies,
      List<String> notes) {

    static OnAxis of(AxisComparison axis) {
      return new OnAxis(
          axis.axis(),
          axis.verdict(),
          axis.obstacles(),
          axis.onsets(),
          axis.limiter(),
          only(Shift.Share.class, axis.shifts()),
          only(Shift.Latency.class, axis.shifts()),
          axis.notes());
    }

    private static <T> List<T> only(Class<T> type, List<Shift> shifts) {
      return shifts.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  /** The comparison as indented JSON. */
  public static String write(Comparison comparison) {
    return Json.write(
        new File(
            SCHEMA,
            comparison.verdict(),
            comparison.baseline(),
            comparison.candidate(),
            comparison.axes().stream().map(OnAxis::of).toList()));
  }
}
