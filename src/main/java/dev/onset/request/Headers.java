package dev.onset.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers of a request, in order; a name can occur more than once.
 *
 * @param list the header lines
 * @param complete whether nothing is added when the request is sent; otherwise whoever sends it
 *     adds what is missing, such as Host and Content-Length
 */
public record Headers(List<Header> list, boolean complete) {

  public static final Headers NONE = new Headers(List.of(), false);

  public Headers {
    list = List.copyOf(list);
  }

  /** Headers of which each name occurs once, to be completed when the request is sent. */
  public static Headers of(Map<String, String> map) {
    return new Headers(
        map.entrySet().stream().map(each -> new Header(each.getKey(), each.getValue())).toList(),
        false);
  }

  public boolean has(String name) {
    return list.stream().anyMatch(header -> header.is(name));
  }

  /** These headers with one of them set: in the place of the first of its name, or at the end. */
  public Headers with(String name, String value) {
    var set = new ArrayList<Header>();
    boolean placed = false;
    for (var header : list) {
      if (!header.is(name)) {
        set.add(header);
      } else if (!placed) {
        set.add(new Header(header.name(), value));
        placed = true;
      }
    }
    if (!placed) {
      set.add(new Header(name, value));
    }
    return new Headers(set, complete);
  }

  /** The names alone: values may be secret. */
  @Override
  public String toString() {
    return list.stream().map(Header::name).collect(Collectors.joining(", ", "[", "]"));
  }
}
