package dev.onset.evidence;

/**
 * A counter of the Linux kernel that tells what became of connections.
 *
 * <p>Each counts for one network namespace since it was made, all programs in it together. Sources:
 * {@code /proc/net/snmp} for the groups {@code Tcp} and {@code Icmp}, {@code /proc/net/netstat} for
 * {@code TcpExt}.
 */
public enum KernelCounter {
  /** Connections that were begun. */
  ACTIVE_OPENS("Tcp", "ActiveOpens", false),
  /** Connections refused by a reset or given up by the kernel; rejections by ICMP do not count. */
  ATTEMPT_FAILS("Tcp", "AttemptFails", false),
  /** Established connections that ended by a reset, sent or received. */
  ESTAB_RESETS("Tcp", "EstabResets", false),
  /** Segments sent again, SYNs included. */
  RETRANS_SEGS("Tcp", "RetransSegs", false),
  /** Resets sent. */
  OUT_RSTS("Tcp", "OutRsts", false),
  /** ICMP messages that a destination, a port or a protocol cannot be reached. */
  IN_DEST_UNREACHS("Icmp", "InDestUnreachs", false),
  /**
   * SYNs sent again: the first sign of SYNs that were dropped, one per retry and long before any
   * error. Answers to SYNs that a listener here sends again count as well.
   */
  TCP_SYN_RETRANS("TcpExt", "TCPSynRetrans", false),
  /** Retransmission timers that ran out, those of SYNs included. */
  TCP_TIMEOUTS("TcpExt", "TCPTimeouts", false),
  /** Connections that the kernel gave up; a client that gives up earlier leaves it alone. */
  TCP_ABORT_ON_TIMEOUT("TcpExt", "TCPAbortOnTimeout", false),
  /** SYNs and last acknowledgements dropped because an accept queue was full, retries included. */
  LISTEN_OVERFLOWS("TcpExt", "ListenOverflows", true),
  /** SYNs that a listener dropped for whatever reason, a full accept queue included. */
  LISTEN_DROPS("TcpExt", "ListenDrops", true),
  /** SYNs dropped because a listener's queue of half-open connections was full. */
  TCP_REQ_Q_FULL_DROP("TcpExt", "TCPReqQFullDrop", true),
  /** SYNs answered with a cookie because that queue was full. */
  TCP_REQ_Q_FULL_DO_COOKIES("TcpExt", "TCPReqQFullDoCookies", true);

  private final String group;
  private final String label;
  private final boolean listening;

  KernelCounter(String group, String label, boolean listening) {
    this.group = group;
    this.label = label;
    this.listening = listening;
  }

  /** The group of counters in which the kernel lists it, such as {@code TcpExt}. */
  public String group() {
    return group;
  }

  /** The kernel's own name for it. */
  public String label() {
    return label;
  }

  /** Whether it speaks of listeners, and so of the target only where that runs here. */
  public boolean isListening() {
    return listening;
  }
}
