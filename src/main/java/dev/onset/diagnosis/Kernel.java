package dev.onset.diagnosis;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What the counters of the load generator's kernel grew by during the trials that count.
 *
 * @param deltas growth by the kernel's own name, such as {@code ListenOverflows}; a prefix such as
 *     {@code TcpExt} is allowed. What was not read is absent
 */
public record Kernel(Map<String, Long> deltas) {

  /** Copies the map. */
  public Kernel {
    deltas = Map.copyOf(deltas);
  }

  /** The growth of a counter, or nothing when it was not read. */
  OptionalLong of(String counter) {
    for (var prefix : new String[] {"", "TcpExt", "Tcp", "Icmp", "TcpExt.", "Tcp.", "Icmp."}) {
      var delta = deltas.get(prefix + counter);
      if (delta != null) {
        return OptionalLong.of(delta);
      }
    }
    return OptionalLong.empty();
  }
}
