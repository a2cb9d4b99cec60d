/* The 64-bit division that the compiler calls, for targets without a compiler library. Bit by bit: it is rare. */
#include <stdint.h>

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor); /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the compiler's name */

uint64_t __udivdi3(uint64_t dividend, uint64_t divisor) /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
{
    uint64_t quotient = 0;
    uint64_t rest = 0;
    for (uint32_t bit = 64; bit-- > 0;) {
        uint64_t carry = rest >> 63;
        rest = rest << 1 | (dividend >> bit & 1U);
        if (carry != 0 || rest >= divisor) {
            rest -= divisor;
            quotient |= (uint64_t)1 << bit;
        }
    }
    return quotient;
}
