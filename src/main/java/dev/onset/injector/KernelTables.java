package dev.onset.injector;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The two forms in which Linux lists its network counters. Pure. */
final class KernelTables {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}");

  private KernelTables() {}

  /**
   * Counters by group and name, as in {@code /proc/net/snmp} and {@code /proc/net/netstat}: for
   * each group a line of names and then a line of values, both beginning with the group. Names and
   * values that have no partner are left out.
   */
  static Map<String, Map<String, Long>> ofTwoLines(List<String> lines) {
    var tables = new LinkedHashMap<String, Map<String, Long>>();
    var headers = new HashMap<String, List<String>>();
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        continue;
      }
      var group = line.substring(0, colon);
      var fields = List.of(line.substring(colon + 1).strip().split("\\s+", -1));
      var names = headers.remove(group);
      if (names == null) {
        headers.put(group, fields);
        continue;
      }
      var table = tables.computeIfAbsent(group, g -> new LinkedHashMap<>());
      for (int i = 0; i < Math.min(names.size(), fields.size()); i++) {
        put(table, names.get(i), fields.get(i));
      }
    }
    return tables;
  }

  /**
   * Values by group and name, as in {@code /proc/net/sockstat}: on each line the group, then names
   * and values in turn.
   */
  static Map<String, Map<String, Long>> ofPairs(List<String> lines) {
    var tables = new LinkedHashMap<String, Map<String, Long>>();
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        continue;
      }
      var table = tables.computeIfAbsent(line.substring(0, colon), g -> new LinkedHashMap<>());
      var fields = line.substring(colon + 1).strip().split("\\s+", -1);
      for (int i = 0; i + 1 < fields.length; i += 2) {
        put(table, fields[i], fields[i + 1]);
      }
    }
    return tables;
  }

  private static void put(Map<String, Long> table, String name, String value) {
    if (NUMBER.matcher(value).matches()) {
      var number = new BigInteger(value);
      if (number.bitLength() <= Long.SIZE) {
        // Beyond 2^63 a counter without a sign turns negative here, and differences stay right.
        table.put(name, number.longValue());
      }
    }
  }
}
