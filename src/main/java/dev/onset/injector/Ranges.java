package dev.onset.injector;

import java.util.ArrayList;
import java.util.List;

/** A set of numbers written as the kernel does: {@code 0-3,8}. */
record Ranges(List<Range> ranges) {

  /** Numbers from {@code low} to {@code high}, both included. */
  record Range(long low, long high) {}

  Ranges {
    ranges = List.copyOf(ranges);
  }

  /** The numbers of a text; what is not a number or a range of them is left out. */
  static Ranges parse(String text) {
    var ranges = new ArrayList<Range>();
    for (var part : text.strip().split(",", -1)) {
      if (part.strip().matches("\\d{1,9}(-\\d{1,9})?")) {
        var ends = part.strip().split("-", -1);
        ranges.add(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
      }
    }
    return new Ranges(ranges);
  }

  boolean contains(long number) {
    return ranges.stream().anyMatch(range -> range.low() <= number && number <= range.high());
  }

  /**
   * How many of the numbers from {@code low} to {@code high} it has; the kernel's do not overlap.
   */
  long within(long low, long high) {
    return ranges.stream()
        .mapToLong(r -> Math.max(0, Math.min(high, r.high()) - Math.max(low, r.low()) + 1))
        .sum();
  }
}
