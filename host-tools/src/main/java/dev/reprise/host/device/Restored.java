package dev.reprise.host.device;

/**
 * @param sequence of the save that was restored
 * @param events committed in it
 */
public record Restored(long sequence, long events) {}
