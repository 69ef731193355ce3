package dev.onset.configured;

import org.jspecify.annotations.Nullable;

/**
 * The request for which limits are looked up.
 *
 * @param method HTTP method
 * @param path path, possibly with a query, which is ignored
 * @param host host of the target, or null when not known
 * @param port its port, or 0 when not known
 */
public record Request(String method, String path, @Nullable String host, int port) {
  public Request {
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
  }

  boolean is(String otherMethod) {
    return otherMethod.isEmpty() || otherMethod.equalsIgnoreCase(method);
  }
}
