package dev.onset.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Where a gateway runs: at an address of its own, and perhaps in a network of its own. */
public interface Host {

  /** This machine's loopback address. */
  Host LOOPBACK =
      new Host() {
        @Override
        public String address() {
          return "127.0.0.1";
        }

        @Override
        public List<String> command(List<String> program) {
          return program;
        }

        @Override
        public int freePort() throws IOException {
          try (var free = new ServerSocket(0, 1, InetAddress.getByName(address()))) {
            return free.getLocalPort();
          }
        }

        @Override
        public boolean listens(Process process, int port) {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), port), 200);
            return true;
          } catch (IOException e) {
            return false;
          }
        }
      };

  /** The IPv4 address that programs there listen on. */
  String address();

  /** The command that runs a program there. */
  List<String> command(List<String> program);

  /** A TCP port that nothing listens on. */
  int freePort() throws IOException;

  /** Whether a process that was started there has a port to accept connections on. */
  boolean listens(Process process, int port) throws IOException;
}
