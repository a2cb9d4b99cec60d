package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** STM32F405, F407 (RM0090) and F746 (RM0385). */
final class F4F7ClockModel extends ClockModel {
  private static final long MHZ = 1_000_000;
  private static final long RCC_CR = 0x40023800L;
  private static final long RCC_PLLCFGR = 0x40023804L;
  private static final long RCC_CFGR = 0x40023808L;
  private static final long RCC_APB1ENR = 0x40023840L;
  private static final long FLASH_ACR = 0x40023c00L;
  private static final long PWR_CR1 = 0x40007000L;
  private static final long PWR_CSR1 = 0x40007004L;
  private static final long DBGMCU_IDCODE = 0xe0042000L;
  private static final long HSE_READY = 1 << 17;
  private static final long PLL_ON = 1 << 24;
  private static final long PLL_READY = 1 << 25;
  private static final long OVERDRIVE_READY = 1 << 16;
  private static final long OVERDRIVE_SWITCHED = 1 << 17;

  private final boolean f7;
  private final long crystal;

  F4F7ClockModel(boolean f7, long crystal) {
    this.f7 = f7;
    this.crystal = crystal;
  }

  @Override
  List<String> bearable() {
    return List.of("crystal");
  }

  @Override
  long control() {
    return RCC_CR;
  }

  @Override
  List<Register> registers() {
    List<Register> all =
        new ArrayList<>(
            List.of(
                new Register(RCC_CR, 0x83, 0x150d00f9L & ~(f7 ? 0 : 1L << 28)),
                new Register(RCC_PLLCFGR, 0x24003010L, 0x0f437fffL),
                new Register(RCC_CFGR, 0, 0xfffffcf3L),
                new Register(FLASH_ACR, 0, f7 ? 0xb0fL : 0x1f07L)));
    if (f7) {
      all.add(new Register(RCC_APB1ENR, 0, 0xffffcbffL));
      all.add(new Register(PWR_CR1, 0xc000, 0x000fefffL));
      all.add(new Register(PWR_CSR1, 0x4000, 0));
    } else {
      all.add(new Register(DBGMCU_IDCODE, 0x10076413L, 0));
    }
    return all;
  }

  @Override
  List<Rule> rules() {
    List<Rule> all =
        new ArrayList<>(
            List.of(
                when("crystal", RCC_CR, 1 << 16, 1 << 16, RCC_CR, HSE_READY, HSE_READY),
                when("", RCC_CR, 1 << 16, 0, RCC_CR, HSE_READY, 0),
                when("pll", RCC_CR, PLL_ON, PLL_ON, RCC_CR, PLL_READY, PLL_READY),
                when("", RCC_CR, PLL_ON, 0, RCC_CR, PLL_READY, 0),
                when("switch", RCC_CFGR, 3, 2, RCC_CFGR, 12, 8),
                when("", RCC_CFGR, 3, 0, RCC_CFGR, 12, 0)));
    if (f7) {
      all.add(when("overdrive", PWR_CR1, 1 << 16, 1 << 16, PWR_CSR1, OVERDRIVE_READY, OVERDRIVE_READY));
      all.add(when("", PWR_CR1, 1 << 16, 0, PWR_CSR1, OVERDRIVE_READY, 0));
      all.add(when("overdrive switch", PWR_CR1, 3 << 16, 3 << 16, PWR_CSR1, OVERDRIVE_SWITCHED, OVERDRIVE_SWITCHED));
      all.add(when("", PWR_CR1, 1 << 17, 0, PWR_CSR1, OVERDRIVE_SWITCHED, 0));
    }
    return all;
  }

  @Override
  Clocks clocks(Map<Long, Long> state) {
    long cfgr = state.get(RCC_CFGR);
    long system = field(cfgr, 2, 2) == 2 ? pll(state) : 16 * MHZ;
    long core = system / ahb(field(cfgr, 4, 4));
    return new Clocks(core, core, core / apb(field(cfgr, 10, 3)), core / apb(field(cfgr, 13, 3)));
  }

  private long pll(Map<Long, Long> state) {
    long p = state.get(RCC_PLLCFGR);
    boolean fromCrystal = field(p, 22, 1) == 1;
    assertThat(state.get(RCC_CR) & PLL_READY).as("PLL locked").isNotZero();
    assertThat(!fromCrystal || (state.get(RCC_CR) & HSE_READY) != 0).as("crystal runs").isTrue();
    long input = (fromCrystal ? crystal : 16 * MHZ) / field(p, 0, 6);
    long vco = input * field(p, 6, 9);
    assertThat(input).isBetween(MHZ, 2 * MHZ);
    assertThat(vco).isBetween(100 * MHZ, 432 * MHZ);
    assertThat(vco / field(p, 24, 4)).as("USB").isEqualTo(48 * MHZ);
    return vco / (2 * (field(p, 16, 2) + 1));
  }

  /** One more for every 30 MHz at 2.7 to 3.6 V (RM0090, table 10; RM0385, table 7). */
  @Override
  long neededWaitStates(long hz) {
    return (hz + 30 * MHZ - 1) / (30 * MHZ) - 1;
  }

  @Override
  long waitStates(Map<Long, Long> state) {
    return field(state.get(FLASH_ACR), 0, f7 ? 4 : 3);
  }

  @Override
  long allowedCore(Map<Long, Long> state) {
    if (!f7) {
      return 168 * MHZ;
    }
    assertThat(field(state.get(PWR_CR1), 14, 2)).as("scale 1").isEqualTo(3);
    long both = OVERDRIVE_READY | OVERDRIVE_SWITCHED;
    return (state.get(PWR_CSR1) & both) == both ? 216 * MHZ : 180 * MHZ;
  }

  @Override
  long mostApb1() {
    return (f7 ? 54 : 42) * MHZ;
  }

  @Override
  long mostApb2() {
    return (f7 ? 108 : 84) * MHZ;
  }

  @Override
  void checkWrite(Map<Long, Long> before, long register, long after) {
    if (register == RCC_PLLCFGR) {
      assertThat(before.get(RCC_CR) & PLL_ON).as("the PLL is off while it is set").isZero();
    }
    if (register == PWR_CR1) {
      assertThat(before.get(RCC_APB1ENR) & (1 << 28)).as("the power interface has a clock").isNotZero();
    }
  }
}
