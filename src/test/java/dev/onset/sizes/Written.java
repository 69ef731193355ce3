package dev.onset.sizes;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request as a server reads it. */
record Written(String target, List<String> lines, int bodyBytes) {

  static Written of(byte[] request) {
    var text = new String(request, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    var lines = List.of(text.substring(0, end).split("\r\n"));
    return new Written(
        lines.get(0).split(" ")[1], lines.subList(1, lines.size()), text.length() - end - 4);
  }

  long size(Dimension dimension) {
    return switch (dimension) {
      case ONE_HEADER_BYTES -> lines.stream().mapToInt(line -> line.length() + 2).max().orElse(0);
      case HEADER_COUNT -> lines.size();
      case ALL_HEADERS_BYTES -> lines.stream().mapToInt(line -> line.length() + 2).sum();
      case URL_BYTES -> target.length();
      case BODY_BYTES -> bodyBytes;
    };
  }
}
