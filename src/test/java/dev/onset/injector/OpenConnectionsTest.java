package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OpenConnectionsTest {

  @Test
  void only_established_connections_to_the_port_count() {
    var table =
        Stream.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000",
            "   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000",
            "   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000",
            "   3: 0100007F:C351 0100007F:1F90 08 00000000:00000000 00:00000000",
            "   4: 0100007F:C352 0100007F:1F90 02 00000000:00000000 00:00000000",
            "   5: 0100007F:C353 0100007F:1F91 01 00000000:00000000 00:00000000");

    assertThat(OpenConnections.count(table, 8080)).isOne();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_connection_of_this_process_is_seen() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(client.isConnected()).isTrue();
      assertThat(OpenConnections.to(server.getLocalPort())).hasValue(1);
    }
  }
}
