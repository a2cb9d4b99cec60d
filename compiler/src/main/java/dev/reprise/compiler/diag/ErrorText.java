package dev.reprise.compiler.diag;

/**
 * What a code says.
 *
 * @param number stable, without its prefix, for example 1012
 * @param template what went wrong: a {@link String#format} text with {@code %s} places
 * @param remedy what to do about it; one sentence
 */
public record ErrorText(int number, String template, String remedy) {}
