package dev.onset.injector;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of the time of the processors on which this process may run, in the kernel's ticks
 * since it started; Linux only.
 *
 * @param total all of it
 * @param idle nothing ran
 * @param stolen something wanted to run, and the hypervisor ran another machine
 */
record CpuTimes(long total, long idle, long stolen) {

  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  /** The times by the files below a folder such as {@code /proc}. */
  static Optional<CpuTimes> read(Path proc) {
    var files = new ProcFiles(proc);
    var allowed =
        files.lines("self/status").stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> Ranges.parse(line.substring(line.indexOf(':') + 1)))
            .findFirst();
    var sum = new CpuTimes(0, 0, 0);
    for (var line : files.lines("stat")) {
      var fields = line.strip().split("\\s+");
      boolean ours =
          fields[0].matches("cpu\\d{1,6}")
              && fields.length > STOLEN
              && allowed
                  .map(cpus -> cpus.contains(Long.parseLong(fields[0].substring(3))))
                  .orElse(true);
      if (ours) {
        sum = sum.plus(fields);
      }
    }
    return sum.total == 0 ? Optional.empty() : Optional.of(sum);
  }

  /** Share of the time since an earlier reading that this machine did not use; NaN at once. */
  double unusedShareSince(CpuTimes earlier) {
    return share(idle - earlier.idle + stolen - earlier.stolen, earlier);
  }

  /** Share of the time since an earlier reading that was stolen; NaN at once. */
  double stolenShareSince(CpuTimes earlier) {
    return share(stolen - earlier.stolen, earlier);
  }

  private double share(long ticks, CpuTimes earlier) {
    long passed = total - earlier.total;
    return passed <= 0 ? Double.NaN : Math.max(0, Math.min(1, (double) ticks / passed));
  }

  private CpuTimes plus(String[] fields) {
    long all = 0;
    // What a guest of this machine used is part of the user's time already.
    for (int i = 1; i <= STOLEN; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new CpuTimes(
        total + all,
        idle + Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITING]),
        stolen + Long.parseLong(fields[STOLEN]));
  }
}
