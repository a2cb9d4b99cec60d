package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** STM32H743 and H753, any silicon revision (RM0433). */
final class H7ClockModel extends ClockModel {
  private static final long MHZ = 1_000_000;
  private static final long RCC_CR = 0x58024400L;
  private static final long RCC_CFGR = 0x58024410L;
  private static final long RCC_D1CFGR = 0x58024418L;
  private static final long RCC_D2CFGR = 0x5802441cL;
  private static final long RCC_D3CFGR = 0x58024420L;
  private static final long RCC_PLLCKSELR = 0x58024428L;
  private static final long RCC_PLLCFGR = 0x5802442cL;
  private static final long RCC_PLL1DIVR = 0x58024430L;
  private static final long PWR_CSR1 = 0x58024804L;
  private static final long PWR_CR3 = 0x5802480cL;
  private static final long PWR_D3CR = 0x58024818L;
  private static final long FLASH_ACR = 0x52002000L;
  private static final long HSE_READY = 1 << 17;
  private static final long PLL_ON = 1 << 24;
  private static final long PLL_READY = 1 << 25;
  private static final long VOLTAGE_READY = 1 << 13;
  private static final long INPUT = 8 * MHZ;
  private static final long HSI = 64 * MHZ;

  @Override
  List<String> bearable() {
    return List.of("clock input");
  }

  @Override
  long control() {
    return RCC_CR;
  }

  @Override
  List<Register> registers() {
    return List.of(
        new Register(RCC_CR, 0x25, 0x150d129bL),
        new Register(RCC_CFGR, 0, 0xffffffc7L),
        new Register(RCC_D1CFGR, 0, 0xf7fL),
        new Register(RCC_D2CFGR, 0, 0x770L),
        new Register(RCC_D3CFGR, 0, 0x70L),
        new Register(RCC_PLLCKSELR, 0x02020200L, 0x03f3f3f3L),
        new Register(RCC_PLLCFGR, 0x01ff0000L, 0x01ff0fffL),
        new Register(RCC_PLL1DIVR, 0x01010280L, 0x7f7fffffL),
        new Register(PWR_CSR1, 0x4000, 0),
        new Register(PWR_CR3, 0x6, 0x7),
        new Register(PWR_D3CR, 0x4000, 0xc000),
        new Register(FLASH_ACR, 0x37, 0x3f));
  }

  @Override
  List<Rule> rules() {
    return List.of(
        when("clock input", RCC_CR, 5 << 16, 5 << 16, RCC_CR, HSE_READY, HSE_READY),
        when("", RCC_CR, 1 << 16, 0, RCC_CR, HSE_READY, 0),
        when("pll", RCC_CR, PLL_ON, PLL_ON, RCC_CR, PLL_READY, PLL_READY),
        when("", RCC_CR, PLL_ON, 0, RCC_CR, PLL_READY, 0),
        when("switch", RCC_CFGR, 7, 3, RCC_CFGR, 7 << 3, 3 << 3),
        when("", RCC_CFGR, 7, 0, RCC_CFGR, 7 << 3, 0),
        // the regulator settles when the supply is said to be it alone, and takes another scale only then
        when("supply", PWR_CR3, 7, 2, PWR_CSR1, VOLTAGE_READY, VOLTAGE_READY),
        when("scale", PWR_CSR1, VOLTAGE_READY, VOLTAGE_READY, PWR_D3CR, VOLTAGE_READY, VOLTAGE_READY));
  }

  @Override
  Clocks clocks(Map<Long, Long> state) {
    long system = field(state.get(RCC_CFGR), 3, 3) == 3 ? pll(state) : HSI >> field(state.get(RCC_CR), 3, 2);
    long d1 = state.get(RCC_D1CFGR);
    long core = system / ahb(field(d1, 8, 4));
    long bus = core / ahb(field(d1, 0, 4));
    assertThat(bus).as("AXI and AHB").isLessThanOrEqualTo(200 * MHZ);
    assertThat(bus / apb(field(d1, 4, 3))).as("APB3").isLessThanOrEqualTo(100 * MHZ);
    assertThat(bus / apb(field(state.get(RCC_D3CFGR), 4, 3))).as("APB4").isLessThanOrEqualTo(100 * MHZ);
    long d2 = state.get(RCC_D2CFGR);
    return new Clocks(core, bus, bus / apb(field(d2, 4, 3)), bus / apb(field(d2, 8, 3)));
  }

  private long pll(Map<Long, Long> state) {
    long select = state.get(RCC_PLLCKSELR);
    long config = state.get(RCC_PLLCFGR);
    long dividers = state.get(RCC_PLL1DIVR);
    boolean external = field(select, 0, 2) == 2;
    assertThat(state.get(RCC_CR) & PLL_READY).as("PLL locked").isNotZero();
    assertThat(!external || (state.get(RCC_CR) & HSE_READY) != 0).as("the clock input runs").isTrue();
    assertThat(external || field(select, 0, 2) == 0).as("clock input or HSI").isTrue();
    long input = (external ? INPUT : HSI) / field(select, 4, 6);
    long range = field(config, 2, 2);
    assertThat(input).as("input range").isBetween(MHZ << range, 2 * MHZ << range);
    assertThat(field(config, 0, 1)).as("no fractions").isZero();
    assertThat(field(config, 16, 1)).as("output P on").isEqualTo(1);
    long vco = input * (field(dividers, 0, 9) + 1);
    boolean wide = field(config, 1, 1) == 0;
    assertThat(vco).isBetween((wide ? 192 : 150) * MHZ, (wide ? 836 : 420) * MHZ);
    assertThat(!wide || input >= 2 * MHZ).as("input of the wide VCO").isTrue();
    long p = field(dividers, 9, 7) + 1;
    assertThat(p == 1 || p % 2 == 0).as("P is not odd").isTrue();
    return vco / p;
  }

  /** Scale 1 (RM0433, table 17); 3, the regulator's after reset, allows less of each. */
  @Override
  long neededWaitStates(long hz) {
    return hz <= 70 * MHZ ? 0 : hz <= 140 * MHZ ? 1 : hz <= 210 * MHZ ? 2 : 3;
  }

  @Override
  long waitStates(Map<Long, Long> state) {
    long delay = field(state.get(FLASH_ACR), 4, 2);
    long bus = clocks(state).flash();
    assertThat(delay).as("programming delay").isGreaterThanOrEqualTo(bus <= 70 * MHZ ? 0 : bus <= 185 * MHZ ? 1 : 2);
    return field(state.get(FLASH_ACR), 0, 4);
  }

  @Override
  long allowedCore(Map<Long, Long> state) {
    boolean ready = (state.get(PWR_CSR1) & state.get(PWR_D3CR) & VOLTAGE_READY) != 0;
    return ready && field(state.get(PWR_D3CR), 14, 2) == 3 ? 400 * MHZ : 200 * MHZ;
  }

  @Override
  long mostApb1() {
    return 100 * MHZ;
  }

  @Override
  long mostApb2() {
    return 100 * MHZ;
  }

  @Override
  void checkWrite(Map<Long, Long> before, long register, long after) {
    if (register == RCC_PLLCKSELR || register == RCC_PLLCFGR || register == RCC_PLL1DIVR) {
      assertThat(before.get(RCC_CR) & PLL_ON).as("the PLL is off while it is set").isZero();
    }
    if (register == PWR_D3CR) {
      assertThat(before.get(PWR_CSR1) & VOLTAGE_READY).as("the supply is configured").isNotZero();
    }
    if (register == RCC_CR && ((before.get(RCC_CR) ^ after) & (1 << 18)) != 0) {
      assertThat(before.get(RCC_CR) & (1 << 16)).as("bypass changes while the input is off").isZero();
    }
  }
}
