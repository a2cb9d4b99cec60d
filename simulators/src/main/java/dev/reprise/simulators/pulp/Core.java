package dev.reprise.simulators.pulp;

/** One core: registers, hardware loops, and the cycle at which it can issue again. Executors reach it through its fields. */
final class Core {
  /** Never by itself. */
  static final long ASLEEP = Long.MAX_VALUE;

  private static final int FIRST_ARGUMENT = 10;

  final int[] x = new int[33];
  final int index;
  final int hartid;
  final boolean inCluster;
  final Bus bus;
  final Csrs csrs;
  final LoopUnit loops = new LoopUnit();
  final CoreProfile profile;
  private final FpuArbiter fpu;
  private final InstructionCache cache;
  TraceSink trace;
  Rotation rotation;
  /** Null but for the controller of a run that is accounted by region. */
  RegionAccount regions;

  int pc;
  int nextPc;
  long now;
  long readyAt = ASLEEP;
  /** Whose use by the next instruction costs a cycle; {@link Instruction#DISCARD} for none. */
  int hazard = Instruction.DISCARD;
  int roundingMode;
  /** Exception flags of floats that have accrued ({@link FloatFormat}). */
  int floatFlags;
  boolean misalignedToggle;
  private boolean started;
  private boolean fetching;
  private boolean lineHeld;
  private int line;
  private int extra;
  private int function;
  private long asleepSince;
  private Cause asleepFor = Cause.IDLE;
  private int wakeRegister = Instruction.DISCARD;

  Core(int index, int hartid, boolean inCluster, Bus bus, FpuArbiter fpu, InstructionCache cache, CoreProfile profile) {
    this.index = index;
    this.hartid = hartid;
    this.inCluster = inCluster;
    this.bus = bus;
    this.fpu = fpu;
    this.cache = cache;
    this.profile = profile;
    csrs = new Csrs(this);
  }

  /** Begins to run at {@code address}; what came before counts as idle. */
  void start(int address, long at) {
    charge(Cause.IDLE, at - asleepSince);
    started = true;
    pc = address;
    lineHeld = false;
    fetching = false;
    readyAt = at;
  }

  /** Issues one instruction at cycle {@code cycle}, or finds out what it waits for. */
  void step(long cycle) {
    now = cycle;
    extra = 0;
    Instruction i = bus.fetch(this, pc);
    function = i.function;
    if (!fetched(i.size)) {
      return;
    }
    if ((i.sources >>> hazard & 1) != 0) {
      hazard = Instruction.DISCARD;
      profile.loadStalls++;
      charge(Cause.STALL, 1);
      readyAt = cycle + 1;
      return;
    }
    if (trace != null) {
      trace.instruction(cycle, hartid, pc, i.mnemonic(), i.word);
    }
    if (i.changesRegion && regions != null) {
      regions.change(x[FIRST_ARGUMENT], i.entersRegion, cycle);
    }
    hazard = Instruction.DISCARD;
    nextPc = pc + i.size;
    readyAt = 0;
    profile.add(function, Cause.ISSUE, 1);
    profile.instructions++;
    switch (i.op.unit) {
      case INTEGER -> IntegerExecutor.execute(this, i);
      case LOAD -> MemoryExecutor.load(this, i);
      case STORE -> MemoryExecutor.store(this, i);
      case CONTROL -> ControlExecutor.execute(this, i);
      case FLOAT -> FloatExecutor.execute(this, i, fpu);
      case PULP -> PulpExecutor.execute(this, i);
      case SIMD -> SimdExecutor.execute(this, i);
    }
    if (loops.active) {
      nextPc = loops.after(pc, nextPc);
    }
    pc = nextPc;
    if (readyAt != ASLEEP) {
      readyAt = cycle + 1 + extra;
    }
  }

  /** True where the next instruction is there; otherwise the core comes back when it is. It keeps one line, and an instruction across two lines needs both. */
  private boolean fetched(int bytes) {
    if (!cache.enabled) {
      delay(Cause.ICACHE, Timing.UNCACHED_EXTRA);
      return true;
    }
    int first = pc >>> InstructionCache.LINE_BITS;
    int last = pc + bytes - 1 >>> InstructionCache.LINE_BITS;
    if (fetching || lineHeld && first == line && last == line) {
      fetching = false;
      return true;
    }
    long ready = lineHeld && first == line ? now : Math.max(now, cache.request(first, now));
    if (last != first) {
      ready = Math.max(ready, cache.request(last, ready));
    }
    line = last;
    lineHeld = true;
    if (ready <= now) {
      return true;
    }
    fetching = true;
    profile.cacheMisses++;
    charge(Cause.ICACHE, ready - now);
    readyAt = ready;
    return false;
  }

  /** The current instruction takes {@code cycles} more. */
  void delay(Cause cause, long cycles) {
    extra += (int) cycles;
    profile.add(function, cause, cycles);
  }

  /** Cycles that belong to no instruction's issue. */
  private void charge(Cause cause, long cycles) {
    profile.add(function, cause, cycles);
  }

  /** The current instruction ends only when {@link #wake} is called. */
  void sleep(Cause cause, int register) {
    readyAt = ASLEEP;
    asleepFor = cause;
    asleepSince = now + 1 + extra;
    wakeRegister = register;
  }

  boolean asleep() {
    return readyAt == ASLEEP;
  }

  /** Whether it waits for an event; a core that was never started does not. */
  boolean waiting() {
    return asleep() && started;
  }

  /** Ends a sleep: {@code value} is what p.elw returns. */
  void wake(long at, int value) {
    x[wakeRegister] = value;
    charge(asleepFor, Math.max(0, at - asleepSince));
    readyAt = Math.max(at, asleepSince);
    if (inCluster) {
      rotation.wake(index, readyAt);
    }
  }

  /** Charges what has been slept so far; the rest is charged later. */
  void chargeSleep(long at) {
    if (asleep() && at > asleepSince) {
      charge(asleepFor, at - asleepSince);
      asleepSince = at;
    }
  }

  /** Closes the account of a core that is still asleep at the end. */
  void finish(long at) {
    if (asleep()) {
      charge(asleepFor, Math.max(0, at - asleepSince));
    } else if (readyAt > at) {
      // charged in advance for what lies behind the end of the run
      profile.overrun = readyAt - at;
    }
  }
}
