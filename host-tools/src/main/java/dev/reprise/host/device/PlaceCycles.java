package dev.reprise.host.device;

/**
 * What a device counted in one place.
 *
 * @param cycles without those of places within it
 * @param entered how often
 */
public record PlaceCycles(long cycles, long entered) {}
