package dev.onset.config;

/** What experiments are set to that ask for something else than where an outcome begins. */
public record StudySettings(
    HeaderLimitSettings headerLimits, RecoverySettings recovery, RetrySettings retry) {}
