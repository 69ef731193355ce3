package dev.onset.injector;

import dev.onset.evidence.Supply;
import java.nio.file.Path;

/**
 * The table of connections that this host's firewall keeps track of. When it is full, new
 * connections are dropped without a word: they look like a target that does not answer.
 */
final class Conntrack {

  /** How long Linux tracks a connection after its close, by default. */
  static final int CLOSED_SECONDS = 120;

  private Conntrack() {}

  /** What is left of it; unknown without such a firewall, or when it tracks nothing. */
  static Supply read(Path proc) {
    var files = new ProcFiles(proc);
    var used = files.number("sys/net/netfilter/nf_conntrack_count");
    var most = files.number("sys/net/netfilter/nf_conntrack_max");
    // A module that no rule uses is loaded and counts nothing.
    return used.isEmpty() || most.isEmpty() || used.getAsLong() == 0 || most.getAsLong() == 0
        ? Supply.UNKNOWN
        : Supply.of(used.getAsLong(), most.getAsLong());
  }
}
