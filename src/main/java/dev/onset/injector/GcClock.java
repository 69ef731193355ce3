package dev.onset.injector;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Time for which garbage collection has stopped this process so far. */
record GcClock(List<GarbageCollectorMXBean> collectors) {

  GcClock {
    collectors = List.copyOf(collectors);
  }

  static GcClock ofThisProcess() {
    return new GcClock(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> isPausing(collector.getName()))
            .toList());
  }

  /** Collectors that work beside the program report the length of their cycles under such names. */
  static boolean isPausing(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }

  long millis() {
    return collectors.stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .filter(millis -> millis > 0)
        .sum();
  }
}
