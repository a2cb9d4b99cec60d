package dev.reprise.host.device;

/**
 * What went over a link so far.
 *
 * @param bytesSent including repeats
 * @param requests executed, each counted once
 * @param repeats frames sent again
 * @param timeouts waits that ended without an answer
 * @param skipped received pieces that were no frame
 */
public record Traffic(long bytesSent, long bytesReceived, long requests, long repeats, long timeouts, long skipped) {}
