package dev.onset.preflight;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code traceroute}, otherwise {@code tracepath}, stopped when it takes too long. */
final class InstalledTracer implements Tracer {

  private static final Duration LIMIT = Duration.ofSeconds(8);
  private static final String MAX_HOPS = "30";

  private final List<Path> folders;
  private final Duration limit;

  /**
   * @param folders where programs are looked for, in this order
   * @param limit after which the program is stopped
   */
  InstalledTracer(List<Path> folders, Duration limit) {
    this.folders = List.copyOf(folders);
    this.limit = limit;
  }

  /** The programs on the path, and in the folders that hold them for the administrator only. */
  static InstalledTracer ofSystem() {
    var folders = new ArrayList<Path>();
    var path = System.getenv("PATH");
    for (var folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/usr/sbin"));
    folders.add(Path.of("/sbin"));
    return new InstalledTracer(folders, LIMIT);
  }

  @Override
  public @Nullable Trace trace(InetAddress address) {
    var target = address.getHostAddress();
    var traceroute = find("traceroute");
    if (traceroute != null) {
      // Numbers only, one probe for each hop, a second for each answer.
      var trace = run("traceroute", traceroute, "-n", "-q1", "-w1", "-m" + MAX_HOPS, target);
      // One implementation shows numbers only anyway, and refuses to be told.
      return trace.ending() == Ending.FAILED
          ? run("traceroute", traceroute, "-q1", "-w1", "-m" + MAX_HOPS, target)
          : trace;
    }
    var tracepath = find("tracepath");
    return tracepath == null ? null : run("tracepath", tracepath, "-n", "-m" + MAX_HOPS, target);
  }

  private @Nullable Path find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private Trace run(String tool, Path program, String... arguments) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var lines = new CopyOnWriteArrayList<String>();
    var ending = Ending.FAILED;
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      var process = builder.start();
      process.getOutputStream().close();
      var reader = new Thread(() -> read(process, lines), "onset-preflight-path");
      reader.setDaemon(true);
      reader.start();
      try {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
          ending = Ending.STOPPED;
        } else if (process.exitValue() == 0) {
          ending = Ending.FINISHED;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (process.isAlive()) {
        process.destroyForcibly();
      }
      // Only what has ended by itself leaves its output to be read; destroying closes it.
      joined(reader);
    } catch (IOException e) {
      // A program that cannot be started has nothing to say.
    }
    return new Trace(tool, lines, ending);
  }

  private static void read(Process process, List<String> lines) {
    try (var reader = process.inputReader(StandardCharsets.ISO_8859_1)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // Stopped.
    }
  }

  private static void joined(Thread reader) {
    try {
      reader.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
