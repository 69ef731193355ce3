package dev.onset.diagnosis;

/** What an attempt was doing when it ended without an answer. */
public enum Phase {
  /** Asking for the name's addresses. */
  RESOLVE,
  /** Waiting for a TCP connection. */
  CONNECT,
  /** Shaking hands over a connection. */
  TLS,
  /** Waiting for the first byte of the answer. */
  WAITING,
  /** Reading the answer. */
  RECEIVING
}
