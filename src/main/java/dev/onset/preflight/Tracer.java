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
   * @param ending how it ended
   */
  record Trace(String tool, List<String> lines, Ending ending) {
    public Trace {
      lines = List.copyOf(lines);
    }
  }

  /** How the program ended. */
  enum Ending {
    FINISHED,
    /** It took too long and was stopped. */
    STOPPED,
    /** It could not be started, or refused its options or its work. */
    FAILED
  }

  /** Traces; null when no such program is installed. */
  @Nullable Trace trace(InetAddress address);
}
