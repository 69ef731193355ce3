package dev.onset.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** From a host name to its addresses. May block. */
@FunctionalInterface
public interface Resolver {

  /**
   * All addresses of the name, in the order in which they are tried; at least one.
   *
   * @param host a name, or an address literal without brackets
   * @throws UnknownHostException when there are none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The resolver of the JDK: hosts file, then DNS, as the system is configured. */
  static Resolver ofJdk() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
