package dev.onset.curl;

/** The data of {@code -d} and its relatives, joined in the order of the command. */
final class PostData {

  private final StringBuilder data = new StringBuilder();
  private boolean given;
  private boolean json;

  private final Files files;

  PostData(Files files) {
    this.files = files;
  }

  boolean isGiven() {
    return given;
  }

  boolean isJson() {
    return json;
  }

  String data() {
    return data.toString();
  }

  /** Adds what one option says. */
  void add(Given option) {
    var value = option.value();
    switch (option.option().name()) {
      case "json" -> {
        json = true;
        append(file(option) ? files.read(option.at(), value.substring(1)) : value, "");
      }
      case "data-raw" -> append(value, "&");
      case "data-binary" ->
          append(file(option) ? files.read(option.at(), value.substring(1)) : value, "&");
      case "data-urlencode" -> append(encoded(option, files), "&");
      default ->
          append(
              file(option)
                  ? files.read(option.at(), value.substring(1)).replaceAll("[\r\n\0]", "")
                  : value,
              "&");
    }
  }

  private void append(String octets, String separator) {
    if (given) {
      data.append(separator);
    }
    given = true;
    data.append(octets);
  }

  private static boolean file(Given option) {
    return option.value().startsWith("@");
  }

  /**
   * What {@code --data-urlencode} and {@code --url-query} make of {@code name=content} and the
   * like.
   */
  static String encoded(Given option, Files files) {
    var value = option.value();
    int sign = value.indexOf('=');
    if (sign < 0) {
      sign = value.indexOf('@');
    }
    boolean fromFile = sign >= 0 && value.charAt(sign) == '@';
    var name = sign < 0 ? "" : value.substring(0, sign);
    var content = value.substring(sign + 1);
    var encoded =
        Octets.percentEncoded(fromFile ? files.read(option.at(), content) : content)
            .replace("%20", "+");
    return name.isEmpty() ? encoded : name + "=" + encoded;
  }
}
