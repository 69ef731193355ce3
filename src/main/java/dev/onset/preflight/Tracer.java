package dev.onset.preflight;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces the path to an address with a program of the system. May block for some seconds. */
@FunctionalInterface
public interface Tracer {

  /**
   * What the program printed.
   *
   * @param tool its name
   * @param lines as far as it came
   * @param finished whether it ended by itself
   */
  record Trace(String tool, List<String> lines, boolean finished) {
    public Trace {
      lines = List.copyOf(lines);
    }
  }

  /** Traces; null when no such program is installed. */
  @Nullable Trace trace(InetAddress address);
}
