package dev.onset.preflight;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The bytes that a socket receives until a deadline. Not thread-safe. */
final class TimedInput {

  private final Socket socket;
  private final InputStream input;
  private final long deadlineNanos;

  /**
   * @param deadlineNanos a value of {@link System#nanoTime()}
   */
  TimedInput(Socket socket, long deadlineNanos) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * The next byte, or -1 at the end.
   *
   * @throws SocketTimeoutException when the deadline comes first
   */
  int read() throws IOException {
    long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
    if (leftMillis <= 0) {
      throw new SocketTimeoutException("deadline");
    }
    if (input.available() == 0) {
      socket.setSoTimeout((int) Math.min(leftMillis, Integer.MAX_VALUE));
    }
    return input.read();
  }
}
