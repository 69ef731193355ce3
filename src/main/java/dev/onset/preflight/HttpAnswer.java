package dev.onset.preflight;

/**
 * The answer to the one request of a preflight.
 *
 * @param location where a redirect leads to; empty: nowhere
 * @param millis how long it took, in words
 */
record HttpAnswer(int status, String location, String millis) {

  /** What was answered and what that means for a measurement. */
  String text(ProbeRequest request) {
    return "%s answered %s in %s%s.".formatted(request.shown(), status, millis, warning());
  }

  private String warning() {
    if (status >= 300 && status < 400) {
      var to = location.isEmpty() ? "" : " to " + ProbeRequest.withoutQuery(location);
      return ". Warning: redirects are not followed, so what is measured is the redirect" + to;
    }
    return switch (status) {
      case 401 ->
          ". Warning: the request lacks valid credentials, so what is measured is the refusal;"
              + " set onset.target.headers.Authorization";
      case 403 ->
          ". Warning: the request is forbidden, so what is measured is the refusal; check"
              + " credentials and allow-lists";
      case 404 ->
          ". Warning: there is nothing at this path, so what is measured is the refusal; check"
              + " onset.target.path";
      case 429 ->
          ". Warning: the target already limits before any load; wait until its window has passed,"
              + " or check the credentials' quota";
      default -> {
        if (status >= 500) {
          yield ". Warning: the target fails before any load, so what is measured is its failure;"
              + " check the service and its upstream";
        }
        yield status >= 400
            ? ". Warning: the target does not accept the request, so what is measured is the"
                + " refusal; check method, headers and body"
            : "";
      }
    };
  }
}
