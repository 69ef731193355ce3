package dev.onset.curl;

import dev.onset.request.Body;
import dev.onset.request.Headers;
import java.util.List;

/**
 * The request that a curl command sends, in HTTP/1.1.
 *
 * @param base scheme, host and port: {@code https://api.example.com:8443}
 * @param path path and query as they are sent, one character for each byte; curl sends some
 *     characters that a URI must not hold
 * @param headers all header lines in curl's order, Host and Content-Length included
 * @param verifies whether curl refuses a target whose certificate does not verify with what the
 *     system trusts: over https, without {@code -k} and without an authority of its own
 * @param notes what of the command is not done, in the order of the text
 */
public record CurlRequest(
    String base,
    String method,
    String path,
    Headers headers,
    Body body,
    boolean verifies,
    List<Note> notes) {

  static final String CONTINUE = "100-continue";

  public CurlRequest {
    notes = List.copyOf(notes);
  }

  /** Whether a Connection header asks for what is usual. */
  static boolean keepsAlive(String value) {
    return value.strip().equalsIgnoreCase("keep-alive");
  }

  /** The headers without those that are not sent, as a note says. */
  public Headers sentHeaders() {
    return new Headers(
        headers.list().stream()
            .filter(header -> !header.is("Expect"))
            .filter(header -> !header.is("Connection") || keepsAlive(header.value()))
            .toList(),
        true);
  }

  /** Nothing that may be secret. */
  @Override
  public String toString() {
    return "CurlRequest[method=%s, headers=%s, body=%s, notes=%s]"
        .formatted(method, headers, body, notes);
  }
}
