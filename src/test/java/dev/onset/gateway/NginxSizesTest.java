package dev.onset.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.simulation.HeaderLimitSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits on a request's size against NGINX, which reads head lines into buffers. */
@Tag("gateway")
class NginxSizesTest {

  @TempDir Path folder;

  @Test
  void its_buffers_and_its_largest_body_are_met_to_the_byte() throws Exception {
    var gatewayFolder = Files.createDirectory(folder.resolve("nginx"));
    try (var nginx =
        RealGateway.nginx(
            gatewayFolder,
            "client_header_buffer_size 1k; large_client_header_buffers 4 4k; client_max_body_size"
                + " 10k; ignore_invalid_headers on; underscores_in_headers off;",
            "")) {
      var result =
          GatlingProcess.run(
              HeaderLimitSimulation.class,
              Map.of(
                  "onset.target.base-url", nginx.baseUrl(),
                  "onset.target.path", "/ok.txt",
                  "onset.header-limits.per-second", "200",
                  "onset.header-limits.count", "200"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isZero();
      var limits = (HeaderLimits) result.experiment("header-limits.json").study();
      assertThat(limits).isNotNull();
      // One buffer holds one line with its end.
      limit(limits, "ONE_HEADER_BYTES", 4_096, 400);
      // And the request line, of which the URL is all but the method and the version.
      limit(limits, "URL_BYTES", 4_096 - "GET  HTTP/1.1\r\n".length(), 414);
      limit(limits, "BODY_BYTES", 10 * 1_024, 413);
      assertThat(size(limits, "HEADER_COUNT").found()).isEqualTo(Found.NOT_REACHED);
      // The buffers hold whole lines, so that up to one line is missing in each of them.
      var all = size(limits, "ALL_HEADERS_BYTES");
      assertThat(all.largestAccepted()).isBetween(4 * (4_096L - 256), 4 * 4_096L + 1_024);
    }
  }

  private static void limit(HeaderLimits limits, String dimension, long largest, int status) {
    var size = size(limits, dimension);
    assertThat(size.found()).as("%s", size).isEqualTo(Found.FOUND);
    assertThat(size.largestAccepted()).as("%s", size).isEqualTo(largest);
    assertThat(size.smallestRefused()).as("%s", size).isEqualTo(largest + 1);
    assertThat(size.status()).as("%s", size).isEqualTo(status);
  }

  private static SizeLimit size(HeaderLimits limits, String dimension) {
    return limits.sizes().stream()
        .filter(size -> size.dimension().equals(dimension))
        .findFirst()
        .orElseThrow();
  }
}
