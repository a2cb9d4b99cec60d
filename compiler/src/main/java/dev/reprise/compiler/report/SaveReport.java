package dev.reprise.compiler.report;

/**
 * What saves of a learner take.
 *
 * @param stateBytes of the largest save: with every slot of the replay memory in use
 * @param slotBytes that each of the target's two places holds; null where the target has none (the host keeps files)
 */
public record SaveReport(long stateBytes, Long slotBytes) {}
