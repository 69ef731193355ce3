package dev.onset.curl;

import dev.onset.request.Body;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From options to the request that curl makes of them. */
final class Assembly {

  /** Bodies longer than this are announced, and sent when the target agrees. */
  private static final int ANNOUNCED_ABOVE = 1024 * 1024;

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String EXPECT = "Expect";
  private static final String JSON = "application/json";
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]");

  /** Where a mistake of the whole command stands. */
  private static final Place BEGINNING = new Place(1, 1);

  private final Parts parts;
  private final Remarks remarks;
  private final String boundary;
  private final List<Header> headers = new ArrayList<>();
  private String formType = "";

  private Assembly(Parts parts, String boundary, Remarks remarks) {
    this.parts = parts;
    this.remarks = remarks;
    this.boundary = boundary;
  }

  /**
   * The request.
   *
   * @throws UnreadableCommand with all mistakes, those of earlier steps included
   */
  static CurlRequest of(List<Given> given, Attachments files, String boundary, Remarks remarks)
      throws UnreadableCommand {
    return new Assembly(new Parts(given, files, remarks), boundary, remarks).request();
  }

  private CurlRequest request() throws UnreadableCommand {
    var url = url();
    var method = method();
    var body = body();
    headers(url, body);
    var path = url == null ? "" : target(url);
    remarks.throwMistakes();
    if (url == null) {
      throw new IllegalStateException("a command without a URL or a mistake");
    }
    return new CurlRequest(
        url.scheme() + "://" + url.authority(),
        method,
        path,
        new Headers(headers, true),
        Body.of(Octets.bytes(body)),
        remarks.notes());
  }

  // The URL

  private @Nullable CurlUrl url() {
    // After a mistake, what looks like a URL may be the value of an option that is not known.
    boolean sure = !remarks.hasMistakes();
    if (parts.urls.isEmpty()) {
      if (sure) {
        remarks.refuse(BEGINNING, "The command has no URL.", "Write it behind curl.");
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
      var upload = upload();
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
    var at = BEGINNING;
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

  private String target(CurlUrl url) {
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

  // The method and the body

  private @Nullable String upload() {
    var upload = parts.given("upload-file");
    return upload == null || upload.value().isEmpty() ? null : upload.value();
  }

  private boolean posts() {
    return parts.data.isGiven() && !parts.on("get");
  }

  private String method() {
    boolean data = parts.data.isGiven() && (posts() || parts.form.isGiven() || upload() != null);
    long kinds =
        Stream.of(parts.on("head"), parts.form.isGiven(), upload() != null, data)
            .filter(on -> on)
            .count();
    if (kinds > 1) {
      remarks.refuse(
          BEGINNING,
          "curl sends one of -I, -d, -F and -T, and refuses this command.",
          "Keep one of them; with -G the data of -d becomes a query.");
    }
    var custom = parts.given("request");
    if (custom != null) {
      if (!METHOD.matcher(custom.value()).matches()) {
        remarks.refuse(custom.at(), "This is no HTTP method.", "Write one word: POST, PUT …");
      }
      return custom.value();
    }
    if (parts.on("head")) {
      return "HEAD";
    }
    return upload() != null ? "PUT" : parts.form.isGiven() || posts() ? "POST" : "GET";
  }

  private String body() {
    var upload = parts.given("upload-file");
    if (upload != null && upload() != null) {
      return parts.files.read(upload.at(), upload.value());
    }
    if (parts.form.isGiven()) {
      var custom = parts.headers.first(CONTENT_TYPE).orElse(null);
      formType = "multipart/form-data";
      if (custom != null) {
        if (custom.value() == null) {
          remarks.refuse(
              custom.at(), "A form without Content-Type cannot be read.", "Leave this header out.");
        } else {
          formType = custom.value();
        }
      }
      boolean usual = formType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
      return parts.form.body(boundary, usual ? "form-data" : "attachment", parts.on("form-escape"));
    }
    return posts() ? parts.data.data() : "";
  }

  // The headers, in curl's order

  private void headers(@Nullable CurlUrl url, String body) {
    boolean hasBody = upload() != null || parts.form.isGiven() || posts();
    if (url != null) {
      host(url);
    }
    own("Authorization", authorization(url), at("oauth2-bearer", "user"));
    own("Range", range(hasBody), at("range"));
    var agent = parts.given("user-agent");
    own(
        "User-Agent",
        agent == null ? "curl/" + CurlCommand.VERSION : agent.value(),
        at("user-agent"));
    if (!parts.data.isJson()) {
      own("Accept", "*/*", BEGINNING);
    }
    own("Accept-Encoding", parts.on("compressed") ? "deflate, gzip, br, zstd" : "", BEGINNING);
    var referer = parts.given("referer");
    own(
        "Referer",
        referer == null ? "" : referer.value().replaceFirst("(?s);auto.*", ""),
        at("referer"));
    own("Cookie", cookies(), parts.cookies.isEmpty() ? BEGINNING : parts.cookies.get(0).at());
    custom(body, hasBody);
    if (parts.data.isJson()) {
      own(CONTENT_TYPE, JSON, BEGINNING);
      own("Accept", JSON, BEGINNING);
    }
    if (hasBody) {
      own(CONTENT_LENGTH, Integer.toString(body.length()), BEGINNING);
      if (parts.form.isGiven()) {
        add(CONTENT_TYPE, formType + "; boundary=" + boundary, BEGINNING);
      } else if (upload() == null && !parts.data.isJson()) {
        own(CONTENT_TYPE, "application/x-www-form-urlencoded", BEGINNING);
      }
      if (body.length() > ANNOUNCED_ABOVE || (upload() != null && !body.isEmpty())) {
        own(EXPECT, CurlRequest.CONTINUE, BEGINNING);
      }
    }
    if (headers.stream().anyMatch(header -> header.is(EXPECT))) {
      remarks.note(
          BEGINNING,
          "curl announces the body with Expect and waits for the target's consent; Onset sends it at"
              + " once, without that header.");
    }
  }

  private Place at(String... names) {
    for (var name : names) {
      var given = parts.given(name);
      if (given != null) {
        return given.at();
      }
    }
    return BEGINNING;
  }

  /** One of curl's own headers, unless it is empty or {@code -H} decides about it. */
  private void own(String name, String value, Place at) {
    if (!value.isEmpty() && !parts.headers.decide(name)) {
      add(name, value, at);
    }
  }

  private void add(String name, String value, Place at) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      remarks.refuse(
          at,
          "The header %s would hold a line break or another control character.".formatted(name),
          "Remove it; a header is one line.");
    }
    headers.add(new Header(name, value));
  }

  private void host(CurlUrl url) {
    var custom = parts.headers.all().stream().filter(each -> each.name().equalsIgnoreCase("Host"));
    var given = custom.toList();
    if (given.isEmpty()) {
      add("Host", url.authority(), BEGINNING);
      return;
    }
    var value = given.get(0).value();
    if (given.size() > 1 || value == null || value.isEmpty()) {
      remarks.refuse(
          given.get(given.size() - 1).at(),
          "A request in HTTP/1.1 has one Host, which is not empty.",
          "Leave this one out.");
    } else {
      add("Host", value, given.get(0).at());
    }
  }

  private String authorization(@Nullable CurlUrl url) {
    var bearer = parts.given("oauth2-bearer");
    if (bearer != null) {
      return "Bearer " + bearer.value();
    }
    var user = parts.given("user");
    var ofUrl = url == null ? null : url.login();
    var login = user == null ? ofUrl : user.value();
    if (login == null) {
      return "";
    }
    if (user != null && login.indexOf(':') < 0) {
      remarks.refuse(
          user.at(),
          "-u/--user: without a colon curl asks for the password.",
          "Write -u 'NAME:PASSWORD', or -u 'NAME:' if there is none.");
    }
    return "Basic "
        + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String range(boolean hasBody) {
    var range = parts.given("range");
    if (range == null) {
      return "";
    }
    if (hasBody || !range.value().matches("[0-9]+|[0-9, -]*-[0-9, -]*")) {
      remarks.refuse(
          range.at(),
          hasBody
              ? "-r/--range: curl makes another header of it when there is a body."
              : "-r/--range: this is no range.",
          "Write the header itself: -H 'Range: bytes=0-99' or -H 'Content-Range: …'.");
    }
    return "bytes=" + range.value() + (range.value().contains("-") ? "" : "-");
  }

  private String cookies() {
    var inline = new ArrayList<String>();
    for (var cookie : parts.cookies) {
      if (cookie.value().indexOf('=') >= 0) {
        inline.add(cookie.value());
      } else if (!cookie.value().isEmpty()) {
        remarks.refuse(
            cookie.at(),
            "-b/--cookie: without = this names a file of cookies, which is not read.",
            "Write the cookies themselves: -b 'NAME=VALUE; NAME=VALUE'.");
      }
    }
    return String.join(";", inline);
  }

  private void custom(String body, boolean hasBody) {
    for (var custom : parts.headers.all()) {
      boolean isLength = custom.name().equalsIgnoreCase(CONTENT_LENGTH);
      boolean isType = custom.name().equalsIgnoreCase(CONTENT_TYPE) && parts.form.isGiven();
      if (isLength) {
        var length = custom.value() == null && !hasBody ? "0" : custom.value();
        if (!Integer.toString(body.length()).equals(length == null ? "" : length.strip())) {
          remarks.refuse(
              custom.at(),
              "Content-Length is not the length of the body, which has %d bytes."
                  .formatted(body.length()),
              "Leave the header out.");
        }
      }
      if (custom.value() != null && !isType && !custom.name().equalsIgnoreCase("Host")) {
        add(custom.name(), custom.value(), custom.at());
      }
    }
  }
}
