package dev.onset.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onset.request.Body;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrdinaryRequestTest {

  static final OrdinaryRequest GET =
      new OrdinaryRequest(
          "GET",
          "/a?b=c",
          new Headers(List.of(new Header("Host", "h"), new Header("Connection", "close")), true),
          Body.NONE);

  @Test
  void it_is_written_as_http() {
    assertThat(text(GET.bytes()))
        .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void every_size_from_the_least_on_is_made_to_the_byte(Dimension dimension) {
    long least = GET.least(dimension);

    for (long size = least; size < least + 700; size++) {
      for (int lineBytes : new int[] {20, 256}) {
        assertThat(Written.of(GET.of(dimension, size, lineBytes)).size(dimension)).isEqualTo(size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_size_below_the_least_cannot_be_made(Dimension dimension) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GET.of(dimension, GET.least(dimension) - 1, 256));
  }

  @Test
  void what_does_not_grow_stays_as_it_is() {
    for (var dimension : Dimension.values()) {
      var grown = Written.of(GET.of(dimension, GET.least(dimension) + 1_000, 256));
      var before = Written.of(GET.bytes());

      if (dimension != Dimension.URL_BYTES) {
        assertThat(grown.target()).isEqualTo(before.target());
      }
      assertThat(grown.lines()).containsAll(before.lines());
    }
  }

  @Test
  void a_body_that_is_there_grows_at_its_end() {
    var post =
        new OrdinaryRequest(
            "POST",
            "/",
            new Headers(List.of(new Header("Host", "h"), new Header("Content-Length", "2")), true),
            Body.of("{}"));

    assertThat(text(post.of(Dimension.BODY_BYTES, 5, 256)))
        .isEqualTo("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n{}   ");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
