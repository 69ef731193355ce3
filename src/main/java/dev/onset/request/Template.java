package dev.onset.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A text with placeholders, {@code #{name}}, as in Gatling's expression language but without its
 * functions. Anything else is itself. Immutable.
 */
public final class Template {

  /** What can be the name of a placeholder. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final Pattern PLACEHOLDER = Pattern.compile("#\\{(" + NAME.pattern() + ")}");

  /** Texts and names in turn, beginning and ending with a text. */
  private final List<String> parts;

  private Template(List<String> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The template that a text stands for. */
  public static Template of(String text) {
    var parts = new ArrayList<String>();
    var matcher = PLACEHOLDER.matcher(text);
    int from = 0;
    while (matcher.find()) {
      parts.add(text.substring(from, matcher.start()));
      parts.add(matcher.group(1));
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return new Template(parts);
  }

  /** The names in it, in the order of their first use. */
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (int i = 1; i < parts.size(); i += 2) {
      names.add(parts.get(i));
    }
    return names;
  }

  /** The text with a value for each name. */
  public String fill(UnaryOperator<String> values) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    var text = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i += 2) {
      text.append(values.apply(parts.get(i))).append(parts.get(i + 1));
    }
    return text.toString();
  }
}
