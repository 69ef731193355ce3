package dev.onset.configured;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The path with which NGINX looks for a location: decoded, with single slashes and without dot
 * segments (nginx.org, location).
 */
final class NginxPath {

  private NginxPath() {}

  static String of(String path) {
    var decoded = decoded(path);
    var segments = new ArrayDeque<String>();
    for (var segment : decoded.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean folder = decoded.matches("(?s).*(?:/|/\\.|/\\.\\.)") && !segments.isEmpty();
    return "/" + String.join("/", segments) + (folder ? "/" : "");
  }

  private static String decoded(String path) {
    var bytes = path.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        decoded.write(bytes[i]);
      } else {
        decoded.write(high * 16 + low);
        i += 2;
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
