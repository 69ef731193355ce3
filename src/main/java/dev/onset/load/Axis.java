package dev.onset.load;

/** What an experiment varies, and the unit in which a load on it is counted. */
public enum Axis {
  /** Requests per second on warm, kept-alive connections. */
  RATE("requests/s", "rate"),
  /** Connections open or being opened at once. */
  CONCURRENCY("connections", "concurrency"),
  /** New connections per second. */
  CONNECTION_RATE("connections/s", "connection-rate");

  private final String unit;
  private final String slug;

  Axis(String unit, String slug) {
    this.unit = unit;
    this.slug = slug;
  }

  /** The unit of a load on this axis, as it is printed behind a number. */
  public String unit() {
    return unit;
  }

  /** The axis's name in file names and configuration keys. */
  public String slug() {
    return slug;
  }
}
