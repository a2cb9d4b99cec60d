package dev.reprise.host.cli;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.MemoryTable;
import dev.reprise.compiler.report.OccupancyChart;
import dev.reprise.compiler.report.OccupancyText;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.Project;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.measure.Budgets;
import dev.reprise.host.measure.ByteSize;
import dev.reprise.host.measure.ClusterCycles;
import dev.reprise.host.measure.ClusterMeasurement;
import dev.reprise.host.measure.CycleMeasurement;
import dev.reprise.host.measure.DeviceMeasurement;
import dev.reprise.host.measure.EnergyMeasurement;
import dev.reprise.host.measure.EnergyReport;
import dev.reprise.host.measure.KernelCycles;
import dev.reprise.host.measure.Latency;
import dev.reprise.host.measure.MeasureError;
import dev.reprise.host.measure.MeasureReport;
import dev.reprise.host.measure.MeasuredCycles;
import dev.reprise.host.measure.Measurement;
import dev.reprise.host.measure.RegionUse;
import dev.reprise.host.measure.RunCycles;
import dev.reprise.host.measure.StackReport;
import dev.reprise.simulators.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise measure}. */
@Command(
    name = "measure",
    sortOptions = false,
    description = "Builds a compiled project and says what it takes: flash and RAM per region and purpose, the worst-case stack, cycles and energy.",
    footer = {
      "",
      "Sizes are bytes, or a number with K or M. A budget that is exceeded fails the run.",
      "The stack is computed from frames and calls (an upper bound), with every interrupt handler on top of the deepest chain.",
      "",
      "Example:",
      "  reprise measure build/digits --budget-ram 180K --budget-stack 2K --budget 'replay memory=100K'",
      "  reprise measure build/digits --energy --events-per-hour 60 --budget-latency 20ms --budget-lifetime 500h"
    })
final class MeasureCommand extends AbstractCommand {
  @Parameters(paramLabel = "PROJECT", description = "Folder that 'reprise compile' wrote.")
  private Path project;

  @Option(names = "--budget-flash", paramLabel = "SIZE", description = "Most bytes of flash.")
  private String flash;

  @Option(names = "--budget-ram", paramLabel = "SIZE", description = "Most bytes of RAM, all regions together, the reserved stack included.")
  private String ram;

  @Option(names = "--budget-stack", paramLabel = "SIZE", description = "Most bytes of stack in the worst case.")
  private String stack;

  @Option(names = "--budget", split = ",", paramLabel = "NAME=SIZE", description = "Limit for a region (sram, ccm, ...) or a purpose (arena, ...).")
  private Map<String, String> others = new LinkedHashMap<>();

  @Option(names = "--simulator", description = "Measure the image for the simulator.")
  private boolean simulator;

  @Option(names = "--buffers", description = "List every planned buffer, and show each region's use over time.")
  private boolean buffers;

  @Option(names = "--svg", paramLabel = "FOLDER", description = "Draw each region's use over time as <region>.svg there.")
  private Path charts;

  @Option(
      names = "--cycles",
      description = {
        "Run the kernels on the emulated board: estimated cycles per layer and phase; on a PULP cluster: measured on the built-in simulator, with what they went to and the DMA",
        "(docs/cycles.md)."
      })
  private boolean cycles;

  @Option(
      names = "--on-device",
      paramLabel = "DEVICE",
      description = {
        "Measure the cycles of every layer and phase on a board: serial:PATH[@BAUD] or tcp:HOST:PORT. Its firmware must be built with --flag=-DRP_PROFILE,",
        "and the learner is reset."
      })
  private String onDevice;

  @ArgGroup(validate = false, heading = "%nEnergy:%n")
  private final EnergyMixin energy = new EnergyMixin();

  /**
   * What --json prints; {@code cycles}, {@code cluster}, {@code onDevice}, {@code latency} and {@code energy} are null where they were not asked for or are not of this
   * target.
   */
  private record Result(
      MeasureReport measured,
      KernelCycles cycles,
      ClusterCycles cluster,
      MeasuredCycles onDevice,
      Latency latency,
      EnergyReport energy,
      Map<String, Long> budgets,
      List<String> over) {}

  @Override
  public Integer call() {
    Measurement.Project read = Measurement.open(project);
    Target target = read.resolve(new Targets(home()));
    ProjectBuilder.Image kind = simulator ? ProjectBuilder.Image.SIMULATOR : ProjectBuilder.Image.BOARD;
    Path elf = ProjectBuilder.build(project, target, kind, List.of());
    MeasureReport report = Measurement.measure(read, elf, target, simulator);
    Map<String, Long> limits = limits();
    List<Diagnostic> over = new ArrayList<>(Budgets.check(report, limits));
    boolean timed = energy.wanted() || energy.hasLatencyBudget();
    boolean run = cycles || (timed && onDevice == null);
    KernelCycles taken = run && target.cluster() == null ? CycleMeasurement.measure(project, target, home(), CycleMeasurement.SAMPLES) : null;
    ClusterCycles cluster = run && target.cluster() != null ? ClusterMeasurement.measure(project, target, model(), CycleMeasurement.SAMPLES) : null;
    MeasuredCycles counted = onDevice == null ? null : onDevice();
    RunCycles all = timed ? runCycles(taken, cluster, counted) : null;
    Latency latency = energy.hasLatencyBudget() ? Latency.of(all, model(), target, energy.clockHz(spec.commandLine(), target)) : null;
    EnergyReport used = energy.wanted() ? EnergyMeasurement.of(all, model(), target, energy.use(spec.commandLine(), model(), target)) : null;
    if (latency != null) {
      over.addAll(energy.check(latency));
    }
    if (used != null) {
      over.addAll(energy.check(used));
    }
    String text =
        text(report, read.plan())
            + (cycles ? "\n" + (cluster == null ? CyclesText.render(taken) : ClusterCyclesText.render(cluster)) : "")
            + (counted == null ? "" : "\n" + CyclesText.render(counted))
            + (latency == null ? "" : "\n" + EnergyMixin.text(latency))
            + (used == null ? "" : "\n" + EnergyMixin.text(used));
    print(
        new Result(report, cycles ? taken : null, cycles ? cluster : null, counted, latency, used, limits, over.stream().map(Diagnostic::toString).toList()), text);
    if (charts != null) {
      draw(read.plan());
    }
    over.forEach(d -> err().println(styled("red", d.toString())));
    err().flush();
    return over.isEmpty() ? 0 : 1;
  }

  /** What a device measured, where there is that. */
  private static RunCycles runCycles(KernelCycles taken, ClusterCycles cluster, MeasuredCycles counted) {
    if (counted != null) {
      return RunCycles.of(counted);
    }
    return cluster != null ? RunCycles.of(cluster) : RunCycles.of(taken);
  }

  private LearnerModel model() {
    return Project.open(project, home()).artifact().model();
  }

  private MeasuredCycles onDevice() {
    Project compiled = Project.open(project, home());
    try (Connection connection = Connection.open(onDevice, compiled, List.of("-DRP_PROFILE"), SimulatorOptions.defaults(), LinkListener.NONE)) {
      return DeviceMeasurement.measure(project, connection.device(), compiled.artifact().model(), CycleMeasurement.SAMPLES);
    }
  }

  private Map<String, Long> limits() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("flash", flash);
    given.put("ram", ram);
    given.put(Budgets.STACK, stack);
    given.putAll(others);
    given.values().removeIf(v -> v == null);
    Map<String, Long> limits = new LinkedHashMap<>();
    given.forEach((name, size) -> limits.put(name, ByteSize.parse(size)));
    return limits;
  }

  private String text(MeasureReport report, MemoryReport plan) {
    StringBuilder out = new StringBuilder(text(report));
    if (buffers) {
      out.append('\n').append(MemoryTable.render(plan));
      plan.capacity().keySet().forEach(region -> out.append('\n').append(OccupancyText.render(plan, region)));
    }
    return out.toString();
  }

  /** Regions, purposes and stack. */
  static String text(MeasureReport report) {
    TextTable table = new TextTable("region", "purpose", "bytes", "of");
    for (RegionUse region : report.memory()) {
      String capacity = region.capacity() == 0 ? "no limit" : Long.toString(region.capacity());
      table.row(region.region(), "all", region.used(), capacity);
      region.purposes().forEach((purpose, bytes) -> table.row("", purpose.label(), bytes, ""));
    }
    StringBuilder out = new StringBuilder(table.render());
    if (report.stack() != null) {
      stack(out, report.stack());
    }
    Long slot = report.saves().slotBytes();
    out.append("\nsaved state: up to ").append(report.saves().stateBytes()).append(" bytes").append(slot == null ? "" : ", of " + slot + " in each of two slots");
    out.append('\n');
    return out.toString();
  }

  private void draw(MemoryReport plan) {
    try {
      Files.createDirectories(charts);
      for (String region : plan.capacity().keySet()) {
        Files.writeString(charts.resolve(region + ".svg"), OccupancyChart.render(plan, region));
      }
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(MeasureError.NOT_WRITTEN, charts.toString(), e.toString()), e);
    }
  }

  private static void stack(StringBuilder out, StackReport stack) {
    out.append("\nworst-case stack: ").append(stack.worst()).append(" of ").append(stack.reserved()).append(" bytes\n");
    chain(out, "program", stack.reset());
    stack.handlers().forEach(handler -> chain(out, "interrupt", handler));
    for (StackReport.CoreStack other : stack.others()) {
      out.append("worst-case stack, ").append(other.core()).append(": ").append(other.worst()).append(" of ").append(other.reserved()).append(" bytes\n");
      chain(out, "", other.chain());
    }
    if (!stack.indirect().isEmpty()) {
      out.append("  calls through pointers, taken to reach every function whose address is stored: ").append(String.join(", ", stack.indirect())).append('\n');
    }
    stack.unbounded().forEach(why -> out.append("  no bound: ").append(why).append('\n'));
  }

  private static void chain(StringBuilder out, String what, StackReport.Chain chain) {
    String links = chain.links().stream().map(link -> link.function() + " " + link.bytes()).collect(Collectors.joining(" > "));
    out.append(String.format(Locale.ROOT, "  %-9s %5d  %s\n", what, chain.bytes(), links));
  }
}
