package dev.reprise.host.doctor;

/**
 * One thing that Reprise uses.
 *
 * @param version as it tells it; empty where absent
 * @param purpose what it is for
 * @param required whether compiling, building or simulating fails without it; the rest is for tests and development
 * @param remedy how to get it on Debian
 */
public record Finding(String name, boolean present, String version, String purpose, boolean required, String remedy) {}
