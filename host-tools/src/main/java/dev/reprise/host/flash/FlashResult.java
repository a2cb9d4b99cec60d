package dev.reprise.host.flash;

import java.util.List;

/**
 * What was done, or with {@code dryRun} would be.
 *
 * @param probe serial number asked for; null = the only one
 * @param commands one list of arguments each
 */
public record FlashResult(String target, String tool, String probe, String image, boolean dryRun, List<List<String>> commands) {}
