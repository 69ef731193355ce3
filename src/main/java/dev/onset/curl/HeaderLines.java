package dev.onset.curl;

import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a request, in curl's order: its own ones, those of {@code -H}, the body's. */
final class HeaderLines {

  /** Bodies longer than this are announced, and sent when the target agrees. */
  private static final int ANNOUNCED_ABOVE = 1024 * 1024;

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String EXPECT = "Expect";
  private static final String JSON = "application/json";

  private final Parts parts;
  private final Remarks remarks;
  private final List<Header> headers = new ArrayList<>();

  private HeaderLines(Parts parts, Remarks remarks) {
    this.parts = parts;
    this.remarks = remarks;
  }

  /**
   * All headers.
   *
   * @param url null: not known
   * @param formType the content type of the form, if there is one
   */
  static Headers of(
      Parts parts, @Nullable CurlUrl url, String body, String formType, Remarks remarks) {
    var lines = new HeaderLines(parts, remarks);
    lines.headers(url, body, formType);
    return new Headers(lines.headers, true);
  }

  private void headers(@Nullable CurlUrl url, String body, String formType) {
    boolean hasBody = parts.upload() != null || parts.form.isGiven() || parts.posts();
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
      own("Accept", "*/*", Place.BEGINNING);
    }
    own(
        "Accept-Encoding",
        parts.on("compressed") ? "deflate, gzip, br, zstd" : "",
        Place.BEGINNING);
    var referer = parts.given("referer");
    own(
        "Referer",
        referer == null ? "" : referer.value().replaceFirst("(?s);auto.*", ""),
        at("referer"));
    own("Cookie", cookies(), parts.cookies.isEmpty() ? Place.BEGINNING : parts.cookies.get(0).at());
    custom(body, hasBody);
    if (parts.data.isJson()) {
      own(CONTENT_TYPE, JSON, Place.BEGINNING);
      own("Accept", JSON, Place.BEGINNING);
    }
    if (hasBody) {
      own(CONTENT_LENGTH, Integer.toString(body.length()), Place.BEGINNING);
      if (parts.form.isGiven()) {
        add(CONTENT_TYPE, formType, Place.BEGINNING);
      } else if (parts.upload() == null && !parts.data.isJson()) {
        own(CONTENT_TYPE, "application/x-www-form-urlencoded", Place.BEGINNING);
      }
      if (body.length() > ANNOUNCED_ABOVE || (parts.upload() != null && !body.isEmpty())) {
        own(EXPECT, CurlRequest.CONTINUE, Place.BEGINNING);
      }
    }
    if (headers.stream().anyMatch(header -> header.is(EXPECT))) {
      remarks.note(
          Place.BEGINNING,
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
    return Place.BEGINNING;
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
      add("Host", url.authority(), Place.BEGINNING);
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
