package dev.reprise.simulators.pulp;

/** Registers of cluster and SoC behind their addresses. Only whole words, except standard output. */
final class Peripherals {
  private static final int FETCH_ENABLE = 0x10200008;
  private static final int BOOT_ADDRESSES = 0x10200040;
  private static final int CLUSTER_TIMER = 0x10200400;
  /** Software events as seen from outside the cores: the event unit's registers at 0x10200800, at +0x600. */
  private static final int SOFTWARE_EVENTS = 0x10200e00;
  private static final int CLUSTER_CACHE = 0x10201400;
  private static final int EVENT_UNIT = 0x10204000;
  private static final int DMA = 0x10204400;
  private static final int DEMUX_BYTES = 0x400;
  /** Peripherals of the SoC begin behind those of the cluster. */
  private static final int SOC = 0x1a000000;
  private static final int EXIT = 0x1a1040a0;
  private static final int FABRIC_CACHE = 0x1a108800;
  private static final int FABRIC_TIMER = 0x1a10b000;
  private static final int OUTPUT = 0x1a10f000;
  private static final int OUTPUT_BYTES = 0x1000;
  private static final int EXIT_VALID = 0x80000000;

  private final ClusterControl control;
  private final EventUnit events;
  private final Dma dma;
  private final HyperBus hyperBus;
  private final Timer clusterTimer;
  private final Timer fabricTimer;
  private final InstructionCaches clusterCaches;
  private final InstructionCaches fabricCaches;
  private final ConsoleOutput output;
  private boolean exited;
  private int exitCode;

  Peripherals(
      ClusterControl control,
      EventUnit events,
      Dma dma,
      HyperBus hyperBus,
      Timer clusterTimer,
      Timer fabricTimer,
      InstructionCaches clusterCaches,
      InstructionCaches fabricCaches,
      ConsoleOutput output) {
    this.control = control;
    this.events = events;
    this.dma = dma;
    this.hyperBus = hyperBus;
    this.clusterTimer = clusterTimer;
    this.fabricTimer = fabricTimer;
    this.clusterCaches = clusterCaches;
    this.fabricCaches = fabricCaches;
    this.output = output;
  }

  boolean exited() {
    return exited;
  }

  int exitCode() {
    return exitCode;
  }

  void waitForEvent(Core c) {
    events.waitFor(c, Instruction.DISCARD, false, Cause.IDLE);
  }

  int load(Core c, int address, int bytes, int register) {
    if (bytes != 4 || (address & 3) != 0) {
      throw Trap.access("load", address, bytes);
    }
    if (inDemux(c, address, EVENT_UNIT)) {
      return events.load(c, address - EVENT_UNIT, register);
    }
    if (inDemux(c, address, DMA)) {
      return dma.load(c, address - DMA);
    }
    reach(c, address);
    if (address == FETCH_ENABLE) {
      return control.fetchEnable();
    }
    if (isHyperBus(address)) {
      return hyperBus.load(address - HyperBus.BASE);
    }
    if (isIn(address, CLUSTER_TIMER, Timer.BYTES)) {
      return clusterTimer.load(address - CLUSTER_TIMER, c.now);
    }
    if (isIn(address, FABRIC_TIMER, Timer.BYTES)) {
      return fabricTimer.load(address - FABRIC_TIMER, c.now);
    }
    if (isBootAddress(address)) {
      return control.bootAddress(address - BOOT_ADDRESSES >> 2);
    }
    return switch (address) {
      case CLUSTER_CACHE -> clusterCaches.enabled() ? -1 : 0;
      case FABRIC_CACHE -> fabricCaches.enabled() ? -1 : 0;
      case EXIT -> exitCode;
      default -> throw Trap.access("load", address, bytes);
    };
  }

  void store(Core c, int address, int bytes, int value) {
    if (address - OUTPUT >= 0 && address - OUTPUT < OUTPUT_BYTES) {
      reach(c, address);
      output.put(address - OUTPUT >> 3, value);
      return;
    }
    if (bytes != 4 || (address & 3) != 0) {
      throw Trap.access("store", address, bytes);
    }
    if (inDemux(c, address, EVENT_UNIT)) {
      events.store(c, address - EVENT_UNIT, value);
      return;
    }
    if (inDemux(c, address, DMA)) {
      dma.store(c, address - DMA, value);
      return;
    }
    reach(c, address);
    if (address == FETCH_ENABLE) {
      control.fetchEnable(value, c.now + 1);
    } else if (isHyperBus(address)) {
      hyperBus.store(c, address - HyperBus.BASE, value);
    } else if (isIn(address, CLUSTER_TIMER, Timer.BYTES)) {
      clusterTimer.store(address - CLUSTER_TIMER, value, c.now);
    } else if (isIn(address, FABRIC_TIMER, Timer.BYTES)) {
      fabricTimer.store(address - FABRIC_TIMER, value, c.now);
    } else if (isIn(address, SOFTWARE_EVENTS, EventUnit.SOFTWARE_BYTES)) {
      events.send(address - SOFTWARE_EVENTS >> 2, value, c.now);
    } else if (isBootAddress(address)) {
      control.bootAddress(address - BOOT_ADDRESSES >> 2, value);
    } else if (address == CLUSTER_CACHE) {
      clusterCaches.enable(value != 0);
    } else if (address == FABRIC_CACHE) {
      fabricCaches.enable(value != 0);
    } else if (address == EXIT) {
      exited = (value & EXIT_VALID) != 0;
      exitCode = value & ~EXIT_VALID;
    } else {
      throw Trap.access("store", address, bytes);
    }
  }

  /** What the way takes: the cluster's interconnect, the bus between cluster and SoC, the SoC's peripheral bus, as far as they lie on it. */
  private static void reach(Core c, int address) {
    boolean ofCluster = address < SOC;
    int bus = c.inCluster == ofCluster ? c.inCluster ? Timing.CLUSTER_PERIPHERAL_EXTRA : 0 : c.bus.farExtra;
    c.delay(Cause.MEMORY, bus + (ofCluster ? 0 : Timing.SOC_PERIPHERAL_EXTRA));
  }

  private static boolean isHyperBus(int address) {
    return isIn(address, HyperBus.BASE, HyperBus.BYTES);
  }

  private static boolean isIn(int address, int base, int bytes) {
    return address >= base && address < base + bytes;
  }

  private boolean isBootAddress(int address) {
    return address >= BOOT_ADDRESSES && address < BOOT_ADDRESSES + 4 * control.cores();
  }

  private static boolean inDemux(Core c, int address, int base) {
    return c.inCluster && address >= base && address < base + DEMUX_BYTES;
  }
}
