package dev.onset.curl;

import dev.onset.request.Body;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From options to the request that curl makes of them. */
final class Assembly {

  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final Parts parts;
  private final Remarks remarks;
  private final String boundary;
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
    var target = new Target(parts, remarks);
    var url = target.url();
    var method = method();
    var body = body();
    var headers = HeaderLines.of(parts, url, body, formType + "; boundary=" + boundary, remarks);
    var path = url == null ? "" : target.requestTarget(url);
    remarks.throwMistakes();
    if (url == null) {
      throw new IllegalStateException("a command without a URL or a mistake");
    }
    return new CurlRequest(
        url.scheme() + "://" + url.authority(),
        method,
        path,
        headers,
        Body.of(Octets.bytes(body)),
        url.scheme().equals("https") && parts.verifies(),
        remarks.notes());
  }

  private String method() {
    boolean data =
        parts.data.isGiven() && (parts.posts() || parts.form.isGiven() || parts.upload() != null);
    long kinds =
        Stream.of(parts.on("head"), parts.form.isGiven(), parts.upload() != null, data)
            .filter(on -> on)
            .count();
    if (kinds > 1) {
      remarks.refuse(
          Place.BEGINNING,
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
    return parts.upload() != null ? "PUT" : parts.form.isGiven() || parts.posts() ? "POST" : "GET";
  }

  private String body() {
    var upload = parts.given("upload-file");
    if (upload != null && parts.upload() != null) {
      return parts.files.read(upload.at(), upload.value());
    }
    if (parts.form.isGiven()) {
      var custom = parts.headers.first("Content-Type").orElse(null);
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
    return parts.posts() ? parts.data.data() : "";
  }
}
