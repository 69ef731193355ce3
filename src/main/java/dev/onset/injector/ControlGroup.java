package dev.onset.injector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The control group that bounds this process, as a container's does; Linux only. Versions 1 and 2.
 *
 * @param proc a folder such as {@code /proc}
 * @param groups a folder such as {@code /sys/fs/cgroup}
 */
record ControlGroup(ProcFiles proc, ProcFiles groups) {

  /** Larger ones are no limit but the largest number that version 1 can write. */
  private static final long NO_LIMIT = 1L << 50;

  static ControlGroup at(Path proc, Path groups) {
    return new ControlGroup(new ProcFiles(proc), new ProcFiles(groups));
  }

  /** Bytes of memory that all its processes may use together; empty without a limit. */
  OptionalLong memoryBytes() {
    var text = read("memory", "memory.max", "memory.limit_in_bytes").orElse("max").strip();
    if (!text.matches("\\d{1,19}")) {
      return OptionalLong.empty();
    }
    long bytes = Long.parseLong(text);
    return bytes < NO_LIMIT ? OptionalLong.of(bytes) : OptionalLong.empty();
  }

  /** Accounting periods until now and how many of them used up the quota; empty without a quota. */
  Optional<Throttling> throttling() {
    return read("cpu", "cpu.stat", "cpu.stat").flatMap(Throttling::parse);
  }

  private Optional<String> read(String controller, String newName, String oldName) {
    var path = path("").map(own -> own + "/" + newName);
    var oldPath = path(controller).map(own -> controller + own + "/" + oldName);
    return path.flatMap(this::text)
        .or(() -> text(newName))
        .or(() -> oldPath.flatMap(this::text))
        // Inside a container version 1 shows the group itself at the top.
        .or(() -> text(controller + "/" + oldName));
  }

  private Optional<String> text(String relative) {
    return groups.text(relative.replaceFirst("^/+", ""));
  }

  /** This process's group under a controller of version 1, or under none in version 2. */
  private Optional<String> path(String controller) {
    return proc.lines("self/cgroup").stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3)
        .filter(fields -> List.of(fields[1].split(",", -1)).contains(controller))
        .map(fields -> fields[2].replaceFirst("/+$", ""))
        .findFirst();
  }
}
