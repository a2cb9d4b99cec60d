#include <stdio.h>

#include "sdram.h"

int main(void)
{
    if (!registers_read()) {
        return 2;
    }
    sdram_start(216000000U);
    registers_end();
    return 0;
}
