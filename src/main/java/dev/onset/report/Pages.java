package dev.onset.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The templates. A name that the model does not have is an error, every value is escaped unless the
 * template says otherwise. Thread-safe.
 */
final class Pages {

  private static final PebbleEngine ENGINE = engine();

  private Pages() {}

  /**
   * A page of the common layout: with the style sheet, these scripts in this order, the one that
   * sorts tables, and a policy that allows them and nothing else.
   */
  static String render(String template, Map<String, Object> model, Asset... scripts) {
    var all = new ArrayList<>(List.of(scripts));
    all.add(Asset.TABLES);
    var page = new HashMap<>(model);
    page.put("style", Asset.STYLE.text());
    page.put("scripts", all.stream().map(Asset::text).toList());
    page.put("policy", policy(all));
    return evaluate(template, page);
  }

  private static String policy(List<Asset> scripts) {
    return "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(
            Asset.STYLE.hash(), scripts.stream().map(Asset::hash).collect(Collectors.joining(" ")));
  }

  private static String evaluate(String template, Map<String, Object> model) {
    var html = new StringWriter();
    try {
      ENGINE.getTemplate(template).evaluate(html, model, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  private static PebbleEngine engine() {
    var loader = new ClasspathLoader(Pages.class.getClassLoader());
    loader.setPrefix("dev/onset/report");
    loader.setSuffix(".peb");
    return new PebbleEngine.Builder()
        .loader(loader)
        .strictVariables(true)
        .autoEscaping(true)
        .defaultLocale(Locale.ROOT)
        .build();
  }
}
