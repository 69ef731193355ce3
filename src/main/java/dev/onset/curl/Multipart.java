package dev.onset.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of {@code -F} and {@code --form-string}, as a multipart body. */
final class Multipart {

  private static final Map<String, String> TYPES =
      Map.of(
          ".gif", "image/gif",
          ".jpg", "image/jpeg",
          ".jpeg", "image/jpeg",
          ".png", "image/png",
          ".svg", "image/svg+xml",
          ".txt", "text/plain",
          ".htm", "text/html",
          ".html", "text/html",
          ".pdf", "application/pdf",
          ".xml", "application/xml");

  private static final String TEXT = "text/plain";

  /** One field, its content read. */
  private record Part(
      String name, @Nullable String fileName, @Nullable String type, String content) {}

  private final Files files;
  private final Remarks remarks;
  private final List<Part> parts = new ArrayList<>();

  Multipart(Files files, Remarks remarks) {
    this.files = files;
    this.remarks = remarks;
  }

  boolean isGiven() {
    return !parts.isEmpty();
  }

  /** Adds what one option says. */
  void add(Given option) {
    int sign = option.value().indexOf('=');
    if (sign < 0) {
      remarks.refuse(
          option.at(),
          "A form field is NAME=CONTENT.",
          "Write the name and a = before the content.");
      parts.add(new Part("", null, null, ""));
      return;
    }
    var name = option.value().substring(0, sign);
    var content = option.value().substring(sign + 1);
    if (option.is("form-string")) {
      parts.add(new Part(name, null, null, content));
      return;
    }
    char first = content.isEmpty() ? ' ' : content.charAt(0);
    if (first == '(' || (name.isEmpty() && first == ')')) {
      remarks.refuse(
          option.at(),
          "Forms within forms are not supported.",
          "Use --form-string if text is meant.");
      first = ' ';
    }
    boolean special = first == '@' || first == '<';
    var field = FormField.read(special ? content.substring(1) : content, first == '@');
    if (field.problem() != null) {
      remarks.refuse(
          option.at(), field.problem(), "Use --form-string if the content is meant as it is.");
      first = ' ';
    }
    parts.add(part(option, name, field, first));
  }

  private Part part(Given option, String name, FormField field, char first) {
    if (first == '@') {
      var path = field.content();
      var fileName = field.fileName() == null ? baseName(path) : field.fileName();
      return new Part(
          name,
          fileName,
          type(field.type(), fileName, path, "application/octet-stream"),
          files.read(option.at(), path));
    }
    if (first == '<') {
      var path = field.content();
      return new Part(
          name,
          null,
          unlessText(field, type(null, path, path, null)),
          files.read(option.at(), path));
    }
    var fileName = field.fileName();
    return new Part(
        name,
        fileName,
        fileName == null ? field.type() : type(field.type(), fileName, fileName, null),
        field.content());
  }

  private static @Nullable String unlessText(FormField field, @Nullable String guessed) {
    return field.type() != null ? field.type() : TEXT.equals(guessed) ? null : guessed;
  }

  private static @Nullable String type(
      @Nullable String given, String fileName, String path, @Nullable String otherwise) {
    if (given != null) {
      return given;
    }
    var byName = byExtension(fileName);
    var byPath = byName == null ? byExtension(path) : byName;
    return byPath == null ? otherwise : byPath;
  }

  private static @Nullable String byExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : TYPES.get(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /**
   * The body.
   *
   * @param disposition what parts are: {@code form-data}, or {@code attachment}
   * @param escape whether quotes in names are escaped with backslashes instead of %22
   */
  String body(String boundary, String disposition, boolean escape) {
    var body = new StringBuilder();
    for (var part : parts) {
      body.append("--").append(boundary).append("\r\nContent-Disposition: ").append(disposition);
      if (!part.name().isEmpty()) {
        body.append("; name=\"").append(escaped(part.name(), escape)).append('"');
      }
      if (part.fileName() != null) {
        body.append("; filename=\"").append(escaped(part.fileName(), escape)).append('"');
      }
      if (part.type() != null) {
        body.append("\r\nContent-Type: ").append(part.type());
      }
      body.append("\r\n\r\n").append(part.content()).append("\r\n");
    }
    return body.append("--").append(boundary).append("--\r\n").toString();
  }

  private static String escaped(String name, boolean withBackslashes) {
    return withBackslashes
        ? name.replace("\\", "\\\\").replace("\"", "\\\"")
        : name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }
}
