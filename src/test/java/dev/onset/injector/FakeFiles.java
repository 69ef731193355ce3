package dev.onset.injector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the files of a kernel that a test makes up. */
record FakeFiles(Path root) {

  FakeFiles with(String relative, String text) {
    var file = root.resolve(relative);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * The counters of one kernel: {@code ActiveOpens}, {@code TCPSynRetrans}, {@code ListenDrops}.
   */
  FakeFiles counters(long opens, long synRetrans, long listenDrops) {
    return with(
            "net/snmp",
            """
            Icmp: InMsgs InDestUnreachs
            Icmp: 3 2
            Tcp: RtoAlgorithm MaxConn ActiveOpens AttemptFails EstabResets RetransSegs OutRsts
            Tcp: 1 -1 %d 414 2651 6509 2935
            """
                .formatted(opens))
        .with(
            "net/netstat",
            """
            TcpExt: TW ListenOverflows ListenDrops TCPTimeouts TCPSynRetrans
            TcpExt: 163159 11116 %d 6313 %d
            IpExt: InNoRoutes
            IpExt: 0
            """
                .formatted(listenDrops, synRetrans));
  }
}
