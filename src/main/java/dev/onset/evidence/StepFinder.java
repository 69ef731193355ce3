package dev.onset.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the connections that a dropped SYN made slow, by the rules of {@link ConnectSteps}. */
final class StepFinder {

  private static final double SPREAD_PERCENTILE = 0.95;

  /** As many connections at the third second and none at the second are no coincidence. */
  private static final int CONVINCING = 3;

  private StepFinder() {}

  static ConnectSteps find(List<ConnectTime> times) {
    double[] quick =
        times.stream()
            .filter(time -> !time.gaveUp() && time.millis() < ConnectSteps.QUICK_MILLIS)
            .mapToDouble(ConnectTime::millis)
            .sorted()
            .toArray();
    double usual = quick.length == 0 ? Double.NaN : quick[quick.length / 2];
    double spread = quick.length == 0 ? Double.NaN : quick[rank(quick.length)] - usual;
    var slow =
        times.stream()
            .filter(time -> !time.gaveUp() && time.millis() >= ConnectSteps.QUICK_MILLIS)
            .toList();
    var stepped =
        spread <= ConnectSteps.MOST_SPREAD_MILLIS ? stepped(slow, usual, spread) : List.<Step>of();
    if (stepped.size() < slow.size() - stepped.size()) {
      stepped = List.of();
    }
    return steps(times, usual, spread, slow.size() - stepped.size(), stepped);
  }

  /** A connection with the retry it would be in either schedule, or 0. */
  private record Step(ConnectTime time, int linear, int classic) {
    int seconds() {
      if (linear > 0) {
        return SynSchedule.LINEAR.secondOf(linear);
      }
      return classic > 0 ? SynSchedule.CLASSIC.secondOf(classic) : 0;
    }

    /** Retries that it took, by a schedule that may not be known. */
    int leastRetries(SynSchedule schedule) {
      if (schedule == SynSchedule.LINEAR || classic == 0) {
        return linear;
      }
      return schedule == SynSchedule.CLASSIC || linear == 0 ? classic : Math.min(linear, classic);
    }
  }

  private static List<Step> stepped(List<ConnectTime> slow, double usual, double spread) {
    var stepped = new ArrayList<Step>();
    for (var time : slow) {
      var step = step(time, usual, spread);
      if (step.seconds() > 0) {
        stepped.add(step);
      }
    }
    return stepped;
  }

  /** The second of the retry that a connection is on, or 0. */
  static int seconds(double millis, double usual, double spread) {
    return step(new ConnectTime(0, 0, millis), usual, spread).seconds();
  }

  private static Step step(ConnectTime time, double usual, double spread) {
    double leeway = ConnectSteps.TOLERANCE_MILLIS + spread;
    double above = time.millis() - usual;
    return new Step(
        time,
        SynSchedule.LINEAR.retryAt(above, leeway, leeway),
        SynSchedule.CLASSIC.retryAt(above, leeway, leeway));
  }

  private static ConnectSteps steps(
      List<ConnectTime> times, double usual, double spread, long between, List<Step> stepped) {
    var counts = new TreeMap<Integer, Long>();
    stepped.forEach(step -> counts.merge(step.seconds(), 1L, Long::sum));
    var schedule = schedule(stepped);
    long retries = stepped.stream().mapToLong(step -> step.leastRetries(schedule)).sum();
    var dropped = new ArrayList<DroppedSyn>();
    stepped.forEach(step -> dropped.add(dropped(step.time(), step.seconds())));
    long gaveUp = 0;
    for (var time : times) {
      if (time.gaveUp()) {
        gaveUp++;
        dropped.add(dropped(time, null));
        var fewest = schedule == SynSchedule.LINEAR ? schedule : SynSchedule.CLASSIC;
        retries += fewest.retriesWithin(time.millis());
      }
    }
    var lowest = dropped.stream().map(DroppedSyn::load).min(Comparator.naturalOrder()).orElse(null);
    double below = lowest == null ? Double.NaN : lowest;
    var clean = times.stream().mapToDouble(ConnectTime::load).filter(load -> load < below).max();
    return new ConnectSteps(
        usual,
        spread,
        counts,
        between,
        gaveUp,
        schedule,
        dropped.stream().min(Comparator.comparingLong(DroppedSyn::dueNanos)).orElse(null),
        lowest,
        clean.isPresent() ? clean.getAsDouble() : null,
        times.stream().filter(time -> time.load() < below).count(),
        retries);
  }

  private static DroppedSyn dropped(ConnectTime time, @Nullable Integer seconds) {
    return new DroppedSyn(time.load(), time.dueNanos(), seconds);
  }

  private static SynSchedule schedule(List<Step> stepped) {
    long linearOnly = stepped.stream().filter(step -> step.classic() == 0).count();
    long classicOnly = stepped.stream().filter(step -> step.linear() == 0).count();
    if (linearOnly != classicOnly) {
      return linearOnly > classicOnly ? SynSchedule.LINEAR : SynSchedule.CLASSIC;
    }
    // Of a client that repeats every second, some would get through at the second one.
    long third = stepped.stream().filter(step -> step.seconds() == 3).count();
    return linearOnly == 0 && third >= CONVINCING ? SynSchedule.CLASSIC : SynSchedule.EITHER;
  }

  private static int rank(int count) {
    return Math.min(count - 1, (int) Math.floor(SPREAD_PERCENTILE * count));
  }
}
