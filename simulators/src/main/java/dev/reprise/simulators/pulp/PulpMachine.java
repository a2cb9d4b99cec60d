package dev.reprise.simulators.pulp;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.simulators.SimulatorError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A PULP cluster with its fabric controller, simulated cycle by cycle. One program, one run: the same program takes the same cycles,
 * always. {@code docs/pulp-simulator.md} says what is modelled.
 */
public final class PulpMachine {
  private static final int FABRIC_HART = 0x3e0;

  private final List<Core> cores = new ArrayList<>();
  private final FunctionTable functions;
  private final Peripherals peripherals;
  private final Dma dma;
  private final ExternalMemory l3;
  private final HyperBus hyperBus;
  private final Agenda agenda = new Agenda();
  private final Bus bus;
  private final ConsoleOutput output;
  private final Mailbox mailbox;
  private long cycle;
  private volatile boolean stopped;
  private final int controller;
  private RegionAccount regions;

  public PulpMachine(PulpConfig config, PulpImage image) {
    this(config, image, line -> {});
  }

  /** @param listener gets each line of standard output, with its newline, as it ends */
  public PulpMachine(PulpConfig config, PulpImage image, Consumer<String> listener) {
    this(config, image, listener, HostLink.NONE);
  }

  /**
   * @param listener gets each line of standard output, with its newline, as it ends
   * @param link what the program reads and writes by semihosting or, where it has one, through its mailbox
   */
  public PulpMachine(PulpConfig config, PulpImage image, Consumer<String> listener, HostLink link) {
    functions = new FunctionTable(image.functions());
    output = new ConsoleOutput(listener);
    int count = config.clusterCores();
    controller = config.workers();
    List<Core> view = Collections.unmodifiableList(cores);
    InstructionCaches clusterCaches = InstructionCaches.cluster(config);
    InstructionCaches fabricCaches = InstructionCaches.fabric();
    EventUnit events = new EventUnit(view, count);
    Ram l1 = new Ram(Bus.L1_BASE, config.l1Bytes(), functions);
    Ram l2 = new Ram(Bus.L2_BASE, config.l2Bytes(), functions);
    l3 = new ExternalMemory(config.l3Bytes());
    Banks banks = new Banks(config.banks());
    dma = new Dma(view, config, banks, events, agenda);
    hyperBus = new HyperBus(l3, l2, config.l3BytesPerCycle(), agenda, events);
    Timer clusterTimer = new Timer(agenda, (n, at) -> events.toAll(EventUnit.TIMER_EVENT << n, at));
    Timer fabricTimer = new Timer(agenda, (n, at) -> {
      // the fabric controller has no interrupts
    });
    agenda.units(dma, hyperBus, clusterTimer, fabricTimer);
    peripherals = new Peripherals(new ClusterControl(view, count), events, dma, hyperBus, clusterTimer, fabricTimer, clusterCaches, fabricCaches, output);
    bus = new Bus(l1, banks, l2, config, peripherals, new Semihosting(l2, link));
    FpuArbiter clusterFpu = new FpuArbiter(config.fpus());
    for (int n = 0; n < count; n++) {
      cores.add(new Core(n, n, true, bus, clusterFpu, clusterCaches.of(n), new CoreProfile(functions.count())));
    }
    Core fabric = new Core(count, FABRIC_HART, false, bus, new FpuArbiter(1), fabricCaches.of(0), new CoreProfile(functions.count()));
    cores.add(fabric);
    image.segments().forEach(this::load);
    Integer address = image.objects().get(Mailbox.SYMBOL);
    mailbox = address == null ? null : new Mailbox(l2, address, link);
    fabric.start(image.entry(), 0);
  }

  private void load(PulpImage.Segment segment) {
    int bytes = segment.bytes().length;
    for (Ram ram : List.of(bus.l1, bus.l2)) {
      if (ram.holds(segment.address() - ram.base, bytes)) {
        ram.write(segment.address() - ram.base, segment.bytes());
        return;
      }
    }
    int outside = segment.address() - ExternalMemory.BASE;
    if (!l3.holds(outside, bytes)) {
      throw RepriseException.of(
          SimulatorError.BAD_IMAGE, "PULP cluster", String.format("%d bytes at 0x%08x lie outside L1, L2 and L3", bytes, segment.address()));
    }
    l3.write(outside, segment.bytes());
  }

  /** Ends a run that is under way in another thread, at its next cycle. */
  public void stop() {
    stopped = true;
  }

  /** Every instruction issued from now on goes to {@code sink}. */
  public void trace(TraceSink sink) {
    cores.forEach(c -> c.trace = sink);
  }

  /**
   * Accounts by region from now on: where the controller begins one of these functions, its first argument is the number of the region that it goes into. To be called before the run.
   *
   * @param enter names of the functions that enter a region
   * @param back names of those that go back to one, which is no entry
   * @param first number of the region in which the program begins
   */
  public void regions(Set<String> enter, Set<String> back, int first) {
    functions.changeRegion(enter, back);
    regions = new RegionAccount(Collections.unmodifiableList(cores), dma, first);
    cores.get(controller).regions = regions;
  }

  /** Runs until the program exits, traps, can never go on, or {@code limit} cycles have passed. */
  public PulpOutcome run(long limit) {
    Core[] team = cores.subList(0, controller + 1).toArray(new Core[0]);
    Core fabric = cores.get(controller + 1);
    Rotation rotation = new Rotation(team);
    cores.forEach(c -> c.rotation = rotation);
    Core current = fabric;
    PulpOutcome outcome = null;
    try {
      while (outcome == null) {
        if (mailbox != null) {
          mailbox.serve(cycle);
        }
        if (agenda.soonest() <= cycle) {
          agenda.advance(cycle);
        }
        long next = agenda.soonest();
        for (int k = 0, n = rotation.first(cycle); k < team.length; k++, n = n + 1 == team.length ? 0 : n + 1) {
          current = team[n];
          if (current.readyAt <= cycle) {
            current.step(cycle);
          }
          next = Math.min(next, current.readyAt);
        }
        current = fabric;
        if (fabric.readyAt <= cycle) {
          fabric.step(cycle);
        }
        next = Math.min(next, fabric.readyAt);
        outcome = after(next, limit);
      }
    } catch (Trap trap) {
      outcome = new PulpOutcome(PulpOutcome.End.TRAP, 0, cycle + 1, StateReport.trap(current, trap.getMessage(), functions));
    }
    long end = outcome.cycles();
    if (regions != null) {
      regions.close(end);
    }
    cores.forEach(c -> c.finish(end));
    output.flush();
    return outcome;
  }

  /** Moves on to the next cycle in which something happens, or ends the run. */
  private PulpOutcome after(long next, long limit) {
    if (peripherals.exited()) {
      return new PulpOutcome(PulpOutcome.End.EXIT, peripherals.exitCode(), cycle + 1, "");
    }
    long soonest = Math.min(next, agenda.soonest());
    if (soonest > cycle + 1) {
      // a core woken by a later one of the same cycle is no longer asleep
      for (Core c : cores) {
        soonest = Math.min(soonest, c.readyAt);
      }
    }
    if (soonest == Core.ASLEEP) {
      return new PulpOutcome(
          PulpOutcome.End.DEADLOCK, 0, cycle + 1, StateReport.all("all cores are asleep and nothing can wake them", cores, functions));
    }
    cycle = Math.max(cycle + 1, soonest);
    if (stopped) {
      return new PulpOutcome(PulpOutcome.End.STOPPED, 0, cycle, StateReport.all("the run was stopped", cores, functions));
    }
    if (cycle >= limit) {
      cycle = limit;
      String why = "the limit of " + limit + " cycles has passed";
      return new PulpOutcome(PulpOutcome.End.LIMIT, 0, limit, StateReport.all(why, cores, functions));
    }
    return null;
  }

  /** Everything printed so far. */
  public String output() {
    return output.text();
  }

  /** After {@link #run}. */
  public PulpProfile profile() {
    return new PulpProfile(functions, cores.stream().map(c -> c.profile).toList(), dma, hyperBus, regions == null ? List.of() : regions.profiles());
  }

  /** Register of a core: workers, then controller, then fabric controller. */
  public int register(int core, int number) {
    return cores.get(core).x[number];
  }

  /** Bytes of L1, L2 or L3. */
  public byte[] memory(int address, int bytes) {
    for (Ram ram : List.of(bus.l1, bus.l2)) {
      if (ram.holds(address - ram.base, bytes)) {
        return ram.read(address - ram.base, bytes);
      }
    }
    if (l3.holds(address - ExternalMemory.BASE, bytes)) {
      return l3.read(address - ExternalMemory.BASE, bytes);
    }
    throw new IllegalArgumentException(String.format("%d bytes at 0x%08x are not memory", bytes, address));
  }
}
