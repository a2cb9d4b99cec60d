package dev.reprise.host.measure;

import dev.reprise.compiler.report.Purpose;
import java.util.Map;

/**
 * What one memory holds.
 *
 * @param kind flash or ram
 * @param capacity bytes; 0 where there is no limit
 * @param used bytes, alignment gaps between sections left out
 * @param purposes bytes per purpose; their sum is {@code used}
 */
public record RegionUse(String region, String kind, long capacity, long used, Map<Purpose, Long> purposes) {}
