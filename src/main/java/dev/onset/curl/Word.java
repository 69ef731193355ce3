package dev.onset.curl;

/**
 * One word of a command line, its quotes removed.
 *
 * @param text one character for each byte
 * @param at where it begins
 */
record Word(String text, Place at) {}
