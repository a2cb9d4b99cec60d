package dev.reprise.host.device;

/**
 * @param crc CRC-32 of N10
 * @param bytes size of the tensor
 */
public record Checksum(int crc, long bytes) {}
