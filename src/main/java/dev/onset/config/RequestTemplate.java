package dev.onset.config;

import dev.onset.request.Body;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import dev.onset.request.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The parts of a request in which placeholders stand for the values of a row. Immutable.
 *
 * <p>In the path values are percent-encoded, so that each stays one segment or parameter; in
 * headers and in the body they stand as they are.
 */
public final class RequestTemplate {

  private static final String CONTENT_LENGTH = "Content-Length";

  private final Template path;
  private final Headers headers;
  private final List<Template> values;
  private final Body body;
  private final Optional<Template> bodyText;

  /** What is sent for one row. */
  public record Filled(String path, Headers headers, Body body) {}

  RequestTemplate(String path, Headers headers, Body body) {
    this.path = Template.of(path);
    this.headers = headers;
    this.values = headers.list().stream().map(header -> Template.of(header.value())).toList();
    this.body = body;
    this.bodyText = body.text().map(Template::of).filter(template -> !template.names().isEmpty());
  }

  /** All placeholders. */
  Set<String> names() {
    var names = new LinkedHashSet<>(path.names());
    values.forEach(value -> names.addAll(value.names()));
    bodyText.ifPresent(text -> names.addAll(text.names()));
    return names;
  }

  /** The request for a row. */
  public Filled fill(UnaryOperator<String> row) {
    var filledBody = bodyText.map(text -> Body.of(text.fill(row))).orElse(body);
    var list = new ArrayList<Header>(values.size());
    for (int i = 0; i < values.size(); i++) {
      list.add(new Header(headers.list().get(i).name(), values.get(i).fill(row)));
    }
    var filled = new Headers(list, headers.complete());
    return new Filled(
        path.fill(column -> encoded(row.apply(column))),
        bodyText.isPresent() && filled.has(CONTENT_LENGTH)
            ? filled.with(CONTENT_LENGTH, String.valueOf(filledBody.length()))
            : filled,
        filledBody);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
