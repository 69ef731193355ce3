package dev.onset.injector;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.function.Predicate;

/** Whether a target's addresses are addresses of this host. */
public final class TargetPlace {

  private TargetPlace() {}

  /**
   * Whether any of them is: then its listeners are counted by the kernel that this process sees. A
   * container of this host with addresses of its own is elsewhere: it has a namespace of its own.
   */
  public static boolean isLocal(Collection<InetAddress> addresses) {
    return isLocal(addresses, TargetPlace::isOnAnInterface);
  }

  static boolean isLocal(Collection<InetAddress> addresses, Predicate<InetAddress> onAnInterface) {
    return addresses.stream()
        .anyMatch(
            address ->
                address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || onAnInterface.test(address));
  }

  private static boolean isOnAnInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
