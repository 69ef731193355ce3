package dev.onset.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A router on the path, or the target itself, that answered a probe.
 *
 * @param number 1 for the first router
 * @param address as printed by the tool
 * @param objection what it said when it did not pass the probe on, such as {@code !X}; empty:
 *     nothing
 */
record Hop(int number, String address, String objection) {

  /** {@code 3 10.0.0.1 0.5 ms} or {@code 3: 10.0.0.1 0.5ms reached}; the others do not answer. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(\\d{1,3}):?\\s+(?:\\*\\s+)*([0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:%\\w+)?(\\s.*)?");

  private static final Pattern OBJECTION = Pattern.compile("\\s(![A-Z0-9<>-]*)");

  /** The hops that answered, by the output of traceroute or tracepath with numeric addresses. */
  static List<Hop> of(List<String> lines) {
    var hops = new ArrayList<Hop>();
    for (var line : lines) {
      var matcher = LINE.matcher(line);
      if (matcher.matches()) {
        var rest = Optional.ofNullable(matcher.group(3)).orElse("");
        var objection = OBJECTION.matcher(rest);
        hops.add(
            new Hop(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2),
                objection.find() ? objection.group(1) : ""));
      }
    }
    return hops;
  }
}
