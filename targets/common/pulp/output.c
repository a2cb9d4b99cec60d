#include "output.h"

#include "pulp.h"

#define CODE_OF_A_TRAP 127U

void board_trap(void);

void output_text(const char *text)
{
    uint32_t hart = CSR_READ(mhartid);
    while (*text != '\0') {
        *SOC_OUTPUT(hart >> 5, hart & 0x1fU) = (uint8_t)*text++;
    }
}

void output_hex(uint32_t value)
{
    char digits[9];
    for (uint32_t i = 0; i < 8; i++) {
        digits[i] = "0123456789abcdef"[value >> (28U - 4U * i) & 0xfU];
    }
    digits[8] = '\0';
    output_text(digits);
}

void finish(uint32_t code)
{
    *SOC_EXIT = EXIT_VALID | code;
    for (;;) {
    }
}

/* Of any core. The host hears of it at once: the run ends. */
void board_trap(void)
{
    output_text("trap of hart ");
    output_hex(CSR_READ(mhartid));
    output_text(" at ");
    output_hex(CSR_READ(mepc));
    output_text(", cause ");
    output_hex(CSR_READ(mcause));
    output_text("\n");
    finish(CODE_OF_A_TRAP);
}
