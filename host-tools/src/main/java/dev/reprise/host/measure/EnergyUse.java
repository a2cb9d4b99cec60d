package dev.reprise.host.measure;

/**
 * What a learner's use takes from its supply.
 *
 * @param eventsPerHour learning events
 * @param inferencesPerHour besides those
 * @param battery that feeds it
 * @param stop whether the clocks are stopped between two pieces of work; else the core sleeps as the ready-made firmware does
 * @param clockHz of the core while it works
 */
public record EnergyUse(int eventSamples, double eventsPerHour, double inferencesPerHour, Battery battery, boolean stop, long clockHz) {}
