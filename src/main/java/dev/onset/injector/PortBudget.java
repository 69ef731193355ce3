package dev.onset.injector;

import java.util.Locale;

/**
 * How many new connections a second this host's local ports allow to one address and port of a
 * target.
 *
 * <p>A port that a connection was closed from stays taken for a while (TIME_WAIT). A constant rate
 * of new connections can therefore be no higher than the free ports divided by that while: with
 * Linux's defaults, 28,232 ports and 60 s, 470 a second. A tenth is kept in reserve, because the
 * kernel's timers are late by some seconds and connections live before they are closed. Pure.
 *
 * @param ports how many ports new connections are given
 * @param heldSeconds how long a port stays taken after its connection, above 0
 * @param used those that are taken now, for the same target
 * @param measured whether this is what the host said; otherwise it is what is usual on its system
 */
public record PortBudget(long ports, double heldSeconds, long used, boolean measured) {

  /** From 49152 to 65535, as IANA has it. */
  private static final long EPHEMERAL_PORTS = 16_384;

  private static final double IN_RESERVE = 0.1;

  /** The budget of a system with its default settings that does not say more. */
  static PortBudget usual(String osName) {
    boolean mac = osName.toLowerCase(Locale.ROOT).contains("mac");
    return new PortBudget(EPHEMERAL_PORTS, mac ? 30 : 120, 0, false);
  }

  /** Ports that can be given to new connections. */
  public long free() {
    return Math.max(0, ports - used);
  }

  /**
   * The highest constant rate of new connections per second that never runs out of ports.
   *
   * @param addresses how many addresses of the target take turns; each has ports of its own
   */
  public double perSecond(int addresses) {
    return Math.floor((1 - IN_RESERVE) * free() * addresses / heldSeconds * 10) / 10;
  }

  /** The budget in words. */
  public String describe(int addresses) {
    return String.format(
        Locale.ROOT,
        "%,d local ports%s%s, each taken for %s s after its connection: at most %s new"
            + " connections/s%s, a tenth kept in reserve",
        free(),
        measured ? "" : " (assumed, this system does not say)",
        used == 0 ? "" : String.format(Locale.ROOT, " free (%,d are taken)", used),
        plain(heldSeconds),
        plain(perSecond(addresses)),
        addresses == 1 ? "" : " to " + addresses + " addresses in turn");
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%,.1f", number);
  }
}
