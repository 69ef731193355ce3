package dev.onset.gate;

import dev.onset.load.Axis;
import org.jspecify.annotations.Nullable;

/**
 * What became of one rule.
 *
 * @param axis what it is about, or null when that is the whole run
 * @param name the rule in a few words; the same in every run, so that a pipeline can follow it
 * @param expected what it asks for, in a few words
 * @param measured what was found, in a few words
 * @param sentence rule, expectation, finding and next step in one sentence
 */
public record RuleResult(
    @Nullable Axis axis,
    String name,
    RuleVerdict verdict,
    String expected,
    String measured,
    String sentence) {}
