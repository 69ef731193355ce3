package dev.onset.configured;

import dev.onset.record.Configured;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.Configured.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in the definitions so far. Not thread-safe. */
final class Found {

  private static final int MOST_NOTES = 50;

  private final List<Limit> limits = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final List<String> mistakes = new ArrayList<>();
  private String file = "";
  private final List<Runnable> later = new ArrayList<>();
  private final Set<String> tykApis = new LinkedHashSet<>();
  private @Nullable String noTykRates;
  private @Nullable String noTykQuotas;
  private @Nullable String noTykKeys;

  void file(String name) {
    file = name;
  }

  String at(String place) {
    return file + ": " + place;
  }

  void mistake(String place, String what) {
    mistakes.add(at(place) + " " + what);
  }

  boolean hasMistakes() {
    return !mistakes.isEmpty();
  }

  void note(String place, String what) {
    notes.add(at(place) + " " + what + ".");
  }

  /** What needs to know of all files; done after the last. */
  void later(Runnable reading) {
    var name = file;
    later.add(
        () -> {
          file = name;
          reading.run();
        });
  }

  void readLater() {
    later.forEach(Runnable::run);
  }

  void tykApi(String id) {
    if (!id.isEmpty()) {
      tykApis.add(id);
    }
  }

  /** Identities of the Tyk APIs to which the request comes. */
  Set<String> tykApis() {
    return tykApis;
  }

  void noTykKeys(String place) {
    noTykKeys = at(place);
  }

  /** Where it is said that no keys are asked for, or null. */
  @Nullable String noTykKeys() {
    return noTykKeys;
  }

  void noTykRates(String place) {
    noTykRates = at(place);
  }

  void noTykQuotas(String place) {
    noTykQuotas = at(place);
  }

  void rate(
      String name,
      String place,
      Scope scope,
      double amount,
      double window,
      @Nullable Double burst) {
    var value =
        Words.rate(amount, window) + (burst == null ? "" : ", burst " + Words.number(burst));
    rate(name, value, place, scope, amount, window, burst);
  }

  void rate(
      String name,
      String value,
      String place,
      Scope scope,
      double amount,
      double window,
      @Nullable Double burst) {
    limits.add(new Limit(Kind.RATE_LIMIT, name, value, at(place), scope, amount, window, burst));
  }

  void add(
      Kind kind,
      String name,
      String value,
      String place,
      Scope scope,
      @Nullable Double amount,
      @Nullable Double window) {
    limits.add(new Limit(kind, name, value, at(place), scope, amount, window, null));
  }

  Configured result() throws UnreadableDefinition {
    if (!mistakes.isEmpty()) {
      throw new UnreadableDefinition(mistakes);
    }
    var kept = new ArrayList<Limit>();
    for (var limit : limits) {
      var off =
          !limit.name().startsWith("Tyk's")
              ? null
              : switch (limit.kind()) {
                case RATE_LIMIT -> noTykRates;
                case QUOTA -> noTykQuotas;
                default -> null;
              };
      if (off == null) {
        kept.add(limit);
      } else {
        notes.add(
            "%s says %s, but is switched off by %s.".formatted(limit.name(), limit.value(), off));
      }
    }
    var shown = new ArrayList<>(notes);
    if (shown.size() > MOST_NOTES) {
      int left = shown.size() - MOST_NOTES;
      shown.subList(MOST_NOTES, shown.size()).clear();
      shown.add(
          "%d more things in the definitions do not apply or are not understood.".formatted(left));
    }
    return new Configured(kept, shown);
  }
}
