package dev.onset.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** TCP connections of this host as its kernel counts them; Linux only. */
public final class OpenConnections {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String ESTABLISHED = "01";

  private OpenConnections() {}

  /** Established connections to a port of any host; empty where the kernel does not say. */
  public static OptionalLong to(int port) {
    long count = 0;
    boolean known = false;
    for (var table : TABLES) {
      try (var lines = Files.lines(table)) {
        count += count(lines, port);
        known = true;
      } catch (IOException e) {
        // Another operating system, or a kernel without this protocol.
      }
    }
    return known ? OptionalLong.of(count) : OptionalLong.empty();
  }

  /** Established connections to a port in the lines of a table. */
  static long count(Stream<String> lines, int port) {
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    return lines
        .map(line -> line.strip().split("\\s+", 5))
        .filter(
            fields ->
                fields.length > 3 && fields[2].endsWith(suffix) && fields[3].equals(ESTABLISHED))
        .count();
  }
}
