package dev.reprise.host.verify;

/**
 * One step of a lockstep run: a test case of the report.
 *
 * @param comparisons made in it
 * @param difference null where all were equal
 */
public record VerifyCase(String name, int comparisons, Difference difference) {}
