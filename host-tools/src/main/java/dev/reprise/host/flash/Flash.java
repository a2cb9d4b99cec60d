package dev.reprise.host.flash;

import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be written where.
 *
 * @param target of the board; it has probe settings
 * @param elf image for the board
 * @param serial number of the debug probe; null = the only one
 * @param timeLimit of the whole run
 */
public record Flash(Target target, Path elf, String serial, Duration timeLimit) {}
