package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** STM32L476 (RM0351). */
final class L4ClockModel extends ClockModel {
  private static final long MHZ = 1_000_000;
  private static final long RCC_CR = 0x40021000L;
  private static final long RCC_CFGR = 0x40021008L;
  private static final long RCC_PLLCFGR = 0x4002100cL;
  private static final long RCC_APB1ENR1 = 0x40021058L;
  private static final long PWR_CR1 = 0x40007000L;
  private static final long PWR_SR2 = 0x40007014L;
  private static final long FLASH_ACR = 0x40022000L;
  private static final long HSI_READY = 1 << 10;
  private static final long PLL_ON = 1 << 24;
  private static final long PLL_READY = 1 << 25;

  @Override
  List<String> bearable() {
    return List.of("HSI16");
  }

  @Override
  long control() {
    return RCC_CR;
  }

  @Override
  List<Register> registers() {
    return List.of(
        new Register(RCC_CR, 0x63, 0x150d0bfdL),
        new Register(RCC_CFGR, 0, 0x7700bff3L),
        new Register(RCC_PLLCFGR, 0x1000, 0x07737f73L),
        new Register(RCC_APB1ENR1, 0, 0xf7fec23fL),
        new Register(PWR_CR1, 0x200, 0x4707L),
        new Register(PWR_SR2, 0, 0),
        new Register(FLASH_ACR, 0x600, 0x7f07L));
  }

  @Override
  List<Rule> rules() {
    return List.of(
        when("HSI16", RCC_CR, 1 << 8, 1 << 8, RCC_CR, HSI_READY, HSI_READY),
        when("", RCC_CR, 1 << 8, 0, RCC_CR, HSI_READY, 0),
        when("pll", RCC_CR, PLL_ON, PLL_ON, RCC_CR, PLL_READY, PLL_READY),
        when("", RCC_CR, PLL_ON, 0, RCC_CR, PLL_READY, 0),
        when("switch", RCC_CFGR, 3, 3, RCC_CFGR, 12, 12),
        when("", RCC_CFGR, 3, 0, RCC_CFGR, 12, 0));
  }

  @Override
  Clocks clocks(Map<Long, Long> state) {
    long cfgr = state.get(RCC_CFGR);
    long system = field(cfgr, 2, 2) == 3 ? pll(state) : 4 * MHZ;
    long core = system / ahb(field(cfgr, 4, 4));
    return new Clocks(core, core, core / apb(field(cfgr, 8, 3)), core / apb(field(cfgr, 11, 3)));
  }

  private long pll(Map<Long, Long> state) {
    long p = state.get(RCC_PLLCFGR);
    long source = field(p, 0, 2);
    assertThat(state.get(RCC_CR) & PLL_READY).as("PLL locked").isNotZero();
    assertThat(field(p, 24, 1)).as("output R on").isEqualTo(1);
    assertThat(source).as("MSI or HSI16").isIn(1L, 2L);
    assertThat(source == 1 || (state.get(RCC_CR) & HSI_READY) != 0).as("HSI16 runs").isTrue();
    long input = (source == 1 ? 4 : 16) * MHZ / (field(p, 4, 3) + 1);
    long vco = input * field(p, 8, 7);
    assertThat(input).isBetween(4 * MHZ, 16 * MHZ);
    assertThat(field(p, 8, 7)).isBetween(8L, 86L);
    assertThat(vco).isBetween(64 * MHZ, 344 * MHZ);
    return vco / (2 * (field(p, 25, 2) + 1));
  }

  /** Range 1 (RM0351, table 11). */
  @Override
  long neededWaitStates(long hz) {
    return (hz + 16 * MHZ - 1) / (16 * MHZ) - 1;
  }

  @Override
  long waitStates(Map<Long, Long> state) {
    return field(state.get(FLASH_ACR), 0, 3);
  }

  @Override
  long allowedCore(Map<Long, Long> state) {
    return field(state.get(PWR_CR1), 9, 2) == 1 && field(state.get(PWR_SR2), 10, 1) == 0 ? 80 * MHZ : 26 * MHZ;
  }

  @Override
  long mostApb1() {
    return 80 * MHZ;
  }

  @Override
  long mostApb2() {
    return 80 * MHZ;
  }

  @Override
  void checkWrite(Map<Long, Long> before, long register, long after) {
    if (register == RCC_PLLCFGR && ((before.get(RCC_PLLCFGR) ^ after) & ~(1L << 24)) != 0) {
      assertThat(before.get(RCC_CR) & PLL_ON).as("the PLL is off while it is set").isZero();
    }
    if (register == PWR_CR1) {
      assertThat(before.get(RCC_APB1ENR1) & (1 << 28)).as("the power interface has a clock").isNotZero();
    }
  }
}
