package dev.onset.curl;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The URL of a command, and what its options make of it. */
final class Target {

  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]");

  private final Parts parts;
  private final Remarks remarks;

  Target(Parts parts, Remarks remarks) {
    this.parts = parts;
    this.remarks = remarks;
  }

  /** The URL with added queries and file names; null when it cannot be used, which is noted. */
  @Nullable CurlUrl url() {
    // After a mistake, what looks like a URL may be the value of an option that is not known.
    boolean sure = !remarks.hasMistakes();
    if (parts.urls.isEmpty()) {
      if (sure) {
        remarks.refuse(Place.BEGINNING, "The command has no URL.", "Write it behind curl.");
      }
      return null;
    }
    for (var further : sure ? parts.urls.subList(1, parts.urls.size()) : List.<Given>of()) {
      remarks.refuse(
          further.at(),
          "This is a second URL.",
          "Keep one; if it is no URL, put the argument that it belongs to in quotes.");
    }
    var given = parts.urls.get(0);
    try {
      var scheme = parts.given("proto-default");
      var query = query();
      var url =
          CurlUrl.parse(
              parts.on("globoff") ? given.value() : withoutGlobs(given.value()),
              scheme == null ? null : scheme.value(),
              parts.on("path-as-is") && query == null);
      url = query == null || (query.isEmpty() && url.query() == null) ? url : url.withQuery(query);
      var upload = parts.upload();
      return upload == null ? url : url.withFileName(upload.replaceFirst("(?s).*[/\\\\]", ""));
    } catch (CurlUrl.Refused refused) {
      remarks.refuse(given.at(), refused.rule(), refused.advice());
      return null;
    }
  }

  /** The URL as it is, if curl would not make several of it. */
  private static String withoutGlobs(String url) throws CurlUrl.Refused {
    var literal = new StringBuilder();
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean escapes = c == '\\' && i + 1 < url.length();
      if (escapes && "{}[]".indexOf(url.charAt(i + 1)) >= 0) {
        literal.append(url.charAt(++i));
        continue;
      }
      var address = IPV6.matcher(url).region(i, url.length());
      if (c == '[' && (address.lookingAt() || url.startsWith("[]", i))) {
        int end = url.indexOf(']', i);
        literal.append(url, i, end + 1);
        i = end;
      } else if ("{}[]".indexOf(c) >= 0) {
        throw new CurlUrl.Refused(
            "curl makes several URLs of what is in { } or [ ].",
            "Write one URL; if they are meant as they are, add -g.");
      } else {
        literal.append(c);
      }
    }
    return literal.toString();
  }

  /** What is added to the query, or null. */
  private @Nullable String query() {
    String query = null;
    var at = Place.BEGINNING;
    if (parts.on("get") && parts.data.isGiven()) {
      query = parts.data.data();
    } else if (!parts.queries.isEmpty()) {
      at = parts.queries.get(0).at();
      query =
          parts.queries.stream()
              .map(
                  option ->
                      option.value().startsWith("+")
                          ? option.value().substring(1)
                          : PostData.encoded(option, parts.files))
              .collect(Collectors.joining("&"));
    }
    if (query != null && query.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      remarks.refuse(
          at,
          "What is added to the URL holds a space, a line break or a control character, which curl"
              + " refuses.",
          "Use --data-urlencode, or write them as %20 and so on.");
    }
    return query;
  }

  /** What stands in the request line: the URL's path and query, unless another one is asked for. */
  String requestTarget(CurlUrl url) {
    var target = parts.given("request-target");
    if (target == null) {
      return url.target();
    }
    if (!target.value().matches("/[!-\"$-~\u0080-\u00ff]*")) {
      remarks.refuse(
          target.at(),
          "A request target other than a path cannot be measured.",
          "Begin it with /, without spaces and #.");
    }
    return target.value();
  }
}
