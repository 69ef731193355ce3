package dev.onset.injector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a planned load needs and what the host allows, computed before anything is sent. Pure.
 *
 * @param lines each resource with its limit and the plan's need, in a sentence
 * @param problems what does not suffice; empty when all does
 */
public record Budget(List<String> lines, List<Problem> problems) {

  /**
   * A resource that does not suffice.
   *
   * @param resource what it is, in a word
   * @param limit how many there are
   * @param need how many the plan needs
   * @param prevents whether the process cannot be expected to run at all; a load that merely cannot
   *     be reached shows while it is offered, and only then counts
   * @param text limit, need and how to raise it
   */
  public record Problem(String resource, long limit, long need, boolean prevents, String text) {}

  /** The budget of a plan that was not made. */
  public static final Budget NONE = new Budget(List.of(), List.of());

  /** Warming up, class files, logs and the record. */
  static final long SPARE_DESCRIPTORS = 350;

  /** Heap of a virtual user that waits, roughly. */
  static final long BYTES_PER_USER = 4 << 10;

  /** Heap of an end of a connection while it is used, roughly. */
  static final long BYTES_PER_CONNECTION = 16 << 10;

  /** Heap for everything else, roughly. */
  static final long SPARE_HEAP_BYTES = 128L << 20;

  public Budget {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** The budget of a demand on a host. */
  public static Budget of(Demand demand, HostLimits limits) {
    var sheet = new Sheet(demand);
    if (limits.ports() != null) {
      sheet.ports(limits.ports());
    }
    if (limits.descriptors() != null) {
      sheet.descriptors(limits.descriptors());
    }
    sheet.memory(limits.memory());
    if (limits.conntrack().isKnown()) {
      sheet.conntrack(limits.conntrack().left(), limits.conntrack().most());
    }
    return new Budget(sheet.lines, sheet.problems);
  }

  /** Why the load cannot be offered at all; empty when it can. */
  public List<String> refusals() {
    return problems.stream().filter(Problem::prevents).map(Problem::text).toList();
  }

  /** What may end the search before its highest load. */
  public List<String> warnings() {
    return problems.stream().filter(problem -> !problem.prevents()).map(Problem::text).toList();
  }

  private static final class Sheet {
    final Demand demand;
    final List<String> lines = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    Sheet(Demand demand) {
      this.demand = demand;
    }

    void ports(Ports ports) {
      double held = ports.heldSeconds(demand.loopback());
      long need = demand.within(held);
      line(
          "ports: %,d for connections to one address (net.ipv4.ip_local_port_range %d-%d), each"
              + " kept %.0f s after its close: enough for %,.0f new connections/s; the plan needs"
              + " %,d",
          ports.count(),
          ports.low(),
          ports.high(),
          held,
          ports.connectionsPerSecond(demand.loopback()),
          need);
      if (need > ports.count()) {
        problem(
            "ports",
            ports.count(),
            need,
            false,
            "This host has %,d local ports for connections to one address, and the plan needs"
                + " about %,d. Widen net.ipv4.ip_local_port_range, measure from more source"
                + " addresses, or lower %s.",
            ports.count(),
            need,
            demand.setting());
      }
    }

    void descriptors(Descriptors descriptors) {
      long need = descriptors.open() + demand.ends() * demand.connections() + SPARE_DESCRIPTORS;
      line(
          "descriptors: %,d (hard limit %s), of which %,d are open; the plan needs about %,d",
          descriptors.most(),
          descriptors.hard() == Long.MAX_VALUE ? "none" : "%,d".formatted(descriptors.hard()),
          descriptors.open(),
          need);
      if (need > descriptors.most()) {
        problem(
            "descriptors",
            descriptors.most(),
            need,
            true,
            "This process may open %d files and connections, and needs about %d. Raise ulimit -n%s%s.",
            descriptors.most(),
            need,
            need <= descriptors.hard()
                ? ""
                : " beyond the hard limit of %d (limits.conf: nofile; systemd: LimitNOFILE; Docker:"
                        .formatted(descriptors.hard())
                    + " --ulimit nofile)",
            descriptors.open() + SPARE_DESCRIPTORS >= descriptors.most()
                ? ""
                : ", or lower " + demand.setting());
      }
    }

    void memory(Memory memory) {
      long need =
          SPARE_HEAP_BYTES
              + demand.users() * BYTES_PER_USER
              + demand.ends() * demand.connections() * BYTES_PER_CONNECTION;
      line(
          "memory: %,d MB of heap%s; the plan needs about %,d MB",
          megabytes(memory.heapBytes()),
          memory.containerBytes() == Long.MAX_VALUE
              ? ""
              : " in a container of %,d MB".formatted(megabytes(memory.containerBytes())),
          megabytes(need));
      if (need > memory.heapBytes()) {
        problem(
            "memory",
            memory.heapBytes(),
            need,
            false,
            "The Java heap may grow to %,d MB, and %,d virtual users need about %,d MB. Raise"
                + " onset.heap, or lower %s.",
            megabytes(memory.heapBytes()),
            demand.users(),
            megabytes(need),
            demand.setting());
      }
      if (memory.heapBytes() > memory.containerBytes()) {
        problem(
            "memory",
            memory.containerBytes(),
            memory.heapBytes(),
            false,
            "The Java heap may grow to %,d MB, and the container is killed at %,d MB. Raise the"
                + " container's memory limit, or lower onset.heap well below it.",
            megabytes(memory.heapBytes()),
            megabytes(memory.containerBytes()));
      }
    }

    void conntrack(long left, long most) {
      long need = demand.within(Conntrack.CLOSED_SECONDS);
      line(
          "conntrack: %,d connections, of which %,d are tracked; the plan needs about %,d",
          most, most - left, need);
      if (need > left) {
        problem(
            "conntrack",
            most,
            most - left + need,
            false,
            "This host's firewall keeps track of %,d connections at most, %,d are in use, and the"
                + " plan needs about %,d: beyond that it drops new ones. Raise"
                + " net.netfilter.nf_conntrack_max, exempt the target from tracking (notrack), or"
                + " lower %s.",
            most,
            most - left,
            need,
            demand.setting());
      }
    }

    private void line(String format, Object... arguments) {
      lines.add(String.format(Locale.ROOT, format, arguments));
    }

    private void problem(
        String resource,
        long limit,
        long need,
        boolean prevents,
        String format,
        Object... arguments) {
      problems.add(
          new Problem(
              resource, limit, need, prevents, String.format(Locale.ROOT, format, arguments)));
    }

    private static long megabytes(long bytes) {
      return bytes >> 20;
    }
  }
}
