package dev.onset.report;

import dev.onset.search.Onset;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads to pixels from the top. What was found decides the range; bounds that lie far outside are
 * drawn at its edge.
 */
record HistoryScale(double lowest, double highest, int top, int bottom) {

  /** The range is at least this share of its middle, so that noise does not fill the drawing. */
  private static final double NARROWEST = 0.12;

  /** Bounds of runs without an onset widen the range to this multiple of what was found. */
  private static final double FARTHEST = 1.5;

  private static final int TICKS = 5;

  static @Nullable HistoryScale of(List<HistoryPoint> points, int top, int bottom) {
    var found = range(points.stream().filter(point -> point.value() != null));
    var all = range(points.stream());
    if (all.getCount() == 0) {
      return null;
    }
    double low = found.getCount() == 0 ? all.getMin() : found.getMin();
    double high = found.getCount() == 0 ? all.getMax() : found.getMax();
    low = Math.max(low / FARTHEST, Math.min(low, all.getMin()));
    high = Math.min(high * FARTHEST, Math.max(high, all.getMax()));
    double middle = (low + high) / 2;
    double half = Math.max((high - low) / 2 * 1.15, Math.max(middle, 1e-9) * NARROWEST / 2);
    return new HistoryScale(Math.max(0, middle - half), middle + half, top, bottom);
  }

  private static DoubleSummaryStatistics range(Stream<HistoryPoint> points) {
    return points
        .map(HistoryPoint::onset)
        .filter(Objects::nonNull)
        .flatMapToDouble(HistoryScale::bounds)
        .filter(Double::isFinite)
        .summaryStatistics();
  }

  private static DoubleStream bounds(Onset onset) {
    return Stream.of(onset.lower(), onset.estimate(), onset.upper())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }

  /** Where a load is drawn; at the edge when it is beyond. */
  double y(double load) {
    double within = Math.max(lowest, Math.min(highest, load));
    return bottom - (within - lowest) / (highest - lowest) * (bottom - top);
  }

  /** Round loads within the range. */
  List<HistoryChart.Tick> ticks() {
    double step = roundStep((highest - lowest) / TICKS);
    var ticks = new ArrayList<HistoryChart.Tick>();
    for (double n = Math.ceil(lowest / step); n * step <= highest; n++) {
      ticks.add(
          new HistoryChart.Tick(HistoryChart.pixels(y(n * step)), Figures.quantity(n * step)));
    }
    return ticks;
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(factor -> factor * power)
        .filter(step -> step >= least)
        .findFirst()
        .orElse(10 * power);
  }
}
