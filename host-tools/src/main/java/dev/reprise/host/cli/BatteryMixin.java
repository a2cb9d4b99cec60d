package dev.reprise.host.cli;

import dev.reprise.host.measure.Battery;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What feeds a learner; a base of option groups as well, which cannot hold mixins. */
class BatteryMixin {
  @Option(names = "--battery-mah", paramLabel = "MAH", defaultValue = "3300", description = "Charge of the battery (default: ${DEFAULT-VALUE}).")
  private double milliampHours;

  @Option(names = "--battery-volts", paramLabel = "V", defaultValue = "3.7", description = "Its voltage (default: ${DEFAULT-VALUE}).")
  private double volts;

  /** Refuses what no battery has. */
  final Battery battery(CommandLine line) {
    Usage.require(line, milliampHours > 0 && volts > 0, "--battery-mah and --battery-volts must be above 0");
    return new Battery(milliampHours, volts);
  }
}
