package dev.onset.outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One line of the classification: what it recognises and what that means.
 *
 * @param name what the rule recognises, in words; unique within its list
 * @param matches whether a case is one the rule recognises; pure and never throwing
 * @param outcome what such a case counts as
 */
record Rule<T>(String name, Predicate<T> matches, Outcome outcome) {

  /** The first rule of an ordered list that recognises {@code subject}. */
  static <T> Optional<Rule<T>> first(List<Rule<T>> rules, T subject) {
    return rules.stream().filter(rule -> rule.matches().test(subject)).findFirst();
  }
}
