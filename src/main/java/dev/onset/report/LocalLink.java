package dev.onset.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Links to files beside a page. */
final class LocalLink {

  private LocalLink() {}

  /**
   * The link to a path, percent-encoded; null where there is none: to another host, or of half a
   * character, which no URI can hold.
   */
  static @Nullable String to(String path) {
    boolean elsewhere = path.startsWith("//") || path.matches("^[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (elsewhere || !StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      return null;
    }
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
