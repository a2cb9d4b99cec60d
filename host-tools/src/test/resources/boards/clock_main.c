#include <stdio.h>

#include "clock.h"

int main(void)
{
    if (!registers_read()) {
        return 2;
    }
    board_clocks clocks = clock_start();
    registers_end();
    printf("C %u %u %u\n", clocks.core_hz, clocks.apb1_hz, clocks.apb2_hz);
    return 0;
}
