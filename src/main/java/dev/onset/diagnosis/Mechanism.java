package dev.onset.diagnosis;

/**
 * What can be behind failed or refused attempts, in the order in which an attempt meets it: from
 * the load generator by way of the network and the gateway to the application.
 */
public enum Mechanism {
  /** The load generator ran out of something; says nothing about the target. */
  INJECTOR("load-generator"),
  /** The name does not resolve, or not in time. */
  NAME_RESOLUTION("name-resolution"),
  /** Nothing answers connection attempts, at any load. */
  BLACK_HOLE("black-hole"),
  /** The host is there and no program takes connections on the port. */
  NOTHING_LISTENING("nothing-listening"),
  /** Something on the way answers connection attempts with a reset or an ICMP message. */
  FIREWALL_REJECT("firewall-reject"),
  /** New connections beyond a rate are dropped. */
  CONNECTION_RATE_LIMIT("connection-rate-limit"),
  /** New connections beyond a number of open ones are dropped. */
  CONNECTION_COUNT_LIMIT("connection-count-limit"),
  /** The kernel holds connections that the program does not take, and has no room for more. */
  ACCEPT_QUEUE_FULL("accept-queue-full"),
  /** Connections are accepted and closed without an answer. */
  ACCEPTED_THEN_CLOSED("accepted-then-closed"),
  /** The TLS handshake fails or takes too long. */
  TLS("tls"),
  /** One of the addresses or upstreams behind a name fails, the others do not. */
  BAD_BACKEND("bad-backend"),
  /** The target refuses this request or this caller, whatever the load. */
  REQUEST_REFUSED("request-refused"),
  /** Requests beyond a rate are turned away. */
  RATE_LIMITER("rate-limiter"),
  /** An allowance for hours or days is used up. */
  QUOTA_USED_UP("quota-used-up"),
  /** Requests beyond a number in progress are turned away. */
  CONCURRENCY_CAP("concurrency-cap"),
  /** The gateway fails or times out in the same way whatever the load. */
  GATEWAY_CONFIGURATION("gateway-configuration"),
  /** The gateway answers that what is behind it has no capacity, from some load on. */
  GATEWAY_OVERLOAD("gateway-overload"),
  /** Connections are accepted and answered too late. */
  SLOW_APPLICATION("slow-application"),
  /** The application answers with errors of its own. */
  APPLICATION_ERRORS("application-errors"),
  /** Something fails, and the evidence names no mechanism. */
  UNKNOWN("unknown");

  private final String slug;

  Mechanism(String slug) {
    this.slug = slug;
  }

  /** The stable name in files: lower-case words joined with hyphens. */
  public String slug() {
    return slug;
  }
}
