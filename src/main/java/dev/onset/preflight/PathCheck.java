package dev.onset.preflight;

import dev.onset.preflight.ProbedAddress.State;
import dev.onset.preflight.Tracer.Ending;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A hint at how far packets get on the way to the target: the last hop that answers. Never fails a
 * preflight, as routers and firewalls are free not to answer. For the preflight command only: its
 * probes have no place right before a measurement.
 */
public final class PathCheck {

  static final String PATH = "path";

  private final Tracer tracer;

  public PathCheck(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The check with {@code traceroute} or {@code tracepath}, whichever is installed. */
  public static PathCheck ofSystem() {
    return new PathCheck(InstalledTracer.ofSystem());
  }

  /**
   * Traces the path to one address: the first that took no connection, otherwise the first.
   *
   * @param probed what a preflight found; of loopback addresses none is traced
   */
  public Finding check(List<ProbedAddress> probed) {
    var remote =
        probed.stream().filter(each -> !each.address().getAddress().isLoopbackAddress()).toList();
    if (remote.isEmpty()) {
      return Finding.notChecked(
          PATH,
          probed.isEmpty()
              ? "There is no address to trace."
              : "The target is on this machine: there is no way between.");
    }
    var traced =
        remote.stream()
            .filter(each -> each.connectTime() == null)
            .findFirst()
            .orElse(remote.get(0));
    var address = traced.address().getAddress();
    var trace = tracer.trace(address);
    if (trace == null) {
      return Finding.notChecked(
          PATH,
          "Neither traceroute nor tracepath is installed, so the way to %s is not known; install one of them for a hint at where packets end."
              .formatted(address.getHostAddress()));
    }
    var hops = Hop.of(trace.lines());
    var cut = trace.ending() == Ending.STOPPED ? " (it was stopped before it ended)" : "";
    if (hops.isEmpty() && trace.ending() == Ending.FAILED) {
      return Finding.notChecked(
          PATH,
          "%s is installed and failed (%s), so the way to %s is not known. Run it by hand, or install another one."
              .formatted(
                  trace.tool(),
                  trace.lines().stream().findFirst().orElse("it said nothing"),
                  address.getHostAddress()));
    }
    if (hops.isEmpty()) {
      return Finding.notChecked(
          PATH,
          "No hop to %s answers %s%s, not even the first router: its probes or their answers are filtered close to this machine."
              .formatted(address.getHostAddress(), trace.tool(), cut));
    }
    return Finding.ok(PATH, text(traced, hops.get(hops.size() - 1), trace.tool() + cut));
  }

  private static String text(ProbedAddress traced, Hop last, String tool) {
    var address = traced.address().getAddress();
    if (!last.objection().isEmpty()) {
      return "Hop %d of the way to %s, %s, answers %s that it does not let the probe through (%s): a firewall, a missing route, or a host that is down. If connections fail too, ask those who run it."
          .formatted(
              last.number(), address.getHostAddress(), last.address(), tool, last.objection());
    }
    if (isSame(address, last.address())) {
      return "%s itself answers %s, as hop %d: packets get there%s."
          .formatted(
              address.getHostAddress(),
              tool,
              last.number(),
              traced.connectTime() == null
                  ? ", so it is the port that is filtered or not served"
                  : "");
    }
    var what =
        "The last hop of the way to %s that answers %s is number %d, %s"
            .formatted(address.getHostAddress(), tool, last.number(), last.address());
    return traced.state() == State.SILENT
        ? what
            + ": connections, too, end between it and the target. Ask those who run the next hop for a firewall that drops, or check that the target is up."
        : what + "; what is behind it does not answer such probes, which is common and harmless.";
  }

  private static boolean isSame(InetAddress address, String literal) {
    try {
      return address.equals(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
