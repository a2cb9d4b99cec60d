/* SDRAM of the 32F746GDISCOVERY: MT48LC4M32B2B5-6A or, on later boards, IS42S32400F-6BL, at half of the core's clock: 108 MHz, 9.26 ns. 16 of its 32 data
 * lines are connected, so 8 of its 16 MB exist (UM1907). Controller: RM0385, section 13.7. Both chips need latency 3 above 100 MHz; the times are
 * the larger of the two datasheets'. */
#include "sdram.h"

#include "gpio.h"
#include "rcc.h"
#include "stm32.h"

#define AHB1_PORTS_C_TO_H (0x3fU << 2)
#define AHB3_FMC (1U << 0)

#define FMC_BCR1 register_at(0xa0000000U)
#define FMC_SDCR1 register_at(0xa0000140U)
#define FMC_SDTR1 register_at(0xa0000148U)
#define FMC_SDCMR register_at(0xa0000150U)
#define FMC_SDRTR register_at(0xa0000154U)
#define FMC_SDSR register_at(0xa0000158U)
#define BCR1_ENABLE (1U << 0)

/* 8 column bits, 12 row bits, 16 data lines, 4 banks, latency 3, clock = bus / 2, reads in bursts. */
#define SDCR_COLUMNS_8 (0U << 0)
#define SDCR_ROWS_12 (1U << 2)
#define SDCR_WIDTH_16 (1U << 4)
#define SDCR_BANKS_4 (1U << 6)
#define SDCR_LATENCY_3 (3U << 7)
#define SDCR_CLOCK_BY_2 (2U << 10)
#define SDCR_BURST (1U << 12)

/* Cycles at 108 MHz, each stored less one. The write recovery also has to cover row cycle - row to column - precharge (RM0385, FMC_SDTR). */
#define LOAD_MODE 2U     /* tMRD 2 cycles */
#define EXIT_REFRESH 8U  /* tXSR 70 ns */
#define ROW_ACTIVE 5U    /* tRAS 42 ns */
#define ROW_CYCLE 7U     /* tRC 60 ns */
#define WRITE_RECOVER 3U /* tWR 12 ns */
#define PRECHARGE 2U     /* tRP 18 ns */
#define ROW_TO_COLUMN 2U /* tRCD 18 ns */

#define COMMAND_CLOCK 1U
#define COMMAND_PRECHARGE_ALL 2U
#define COMMAND_REFRESH 3U
#define COMMAND_MODE 4U
#define COMMAND_BANK_1 (1U << 4)
#define REFRESHES (7U << 5)     /* eight */
#define MODE_REGISTER (0x230U << 9) /* single accesses, latency 3, as the controller's */
#define SDSR_BUSY (1U << 5)

#define REFRESH_HZ 64000U /* 4096 rows in 64 ms */
#define REFRESH_MARGIN 20U
#define POWER_UP_HZ 5000U /* 200 microseconds, where the datasheets ask for 100 */

#define FUNCTION_FMC 12U

/* Pins of each port that are the memory's (UM1907, table of the SDRAM). */
static const struct {
    uint32_t port;
    uint32_t pins;
} pins[] = {
    {0x40020800U, 0x0008U}, /* C3: SDCKE0 */
    {0x40020c00U, 0xc703U}, /* D0, D1, D8-D10, D14, D15: data 2, 3, 13-15, 0, 1 */
    {0x40021000U, 0xff83U}, /* E0, E1, E7-E15: byte enables, data 4-12 */
    {0x40021400U, 0xf83fU}, /* F0-F5, F11-F15: address 0-5, SDNRAS, address 6-9 */
    {0x40021800U, 0x8133U}, /* G0, G1, G4, G5, G8, G15: address 10, 11, bank 0, 1, SDCLK, SDNCAS */
    {0x40021c00U, 0x0028U}, /* H3, H5: SDNE0, SDNWE */
};

static void connect_pins(void)
{
    stm32_enable(RCC_AHB1ENR, AHB1_PORTS_C_TO_H);
    for (uint32_t i = 0; i < sizeof pins / sizeof pins[0]; i++) {
        for (uint32_t pin = 0; pin < 16U; pin++) {
            if (((pins[i].pins >> pin) & 1U) != 0) {
                gpio_alternate(pins[i].port, pin, FUNCTION_FMC, GPIO_FASTEST);
            }
        }
    }
}

static void command(uint32_t what)
{
    *FMC_SDCMR = what | COMMAND_BANK_1;
    (void)stm32_await(FMC_SDSR, SDSR_BUSY, 0);
}

void sdram_start(uint32_t hz)
{
    connect_pins();
    stm32_enable(RCC_AHB3ENR, AHB3_FMC);
    /* On after reset: the core's speculative reads of its addresses would occupy the controller. */
    *FMC_BCR1 &= ~BCR1_ENABLE;
    *FMC_SDCR1 = SDCR_BURST | SDCR_CLOCK_BY_2 | SDCR_LATENCY_3 | SDCR_BANKS_4 | SDCR_WIDTH_16 | SDCR_ROWS_12 | SDCR_COLUMNS_8;
    *FMC_SDTR1 = (LOAD_MODE - 1U) | ((EXIT_REFRESH - 1U) << 4) | ((ROW_ACTIVE - 1U) << 8) | ((ROW_CYCLE - 1U) << 12) |
                 ((WRITE_RECOVER - 1U) << 16) | ((PRECHARGE - 1U) << 20) | ((ROW_TO_COLUMN - 1U) << 24);
    command(COMMAND_CLOCK);
    for (volatile uint32_t turns = hz / POWER_UP_HZ; turns != 0; turns = turns - 1U) {
        /* one cycle or more each */
    }
    command(COMMAND_PRECHARGE_ALL);
    command(COMMAND_REFRESH | REFRESHES);
    command(COMMAND_MODE | MODE_REGISTER);
    *FMC_SDRTR = (hz / 2U / REFRESH_HZ - REFRESH_MARGIN) << 1;
}
