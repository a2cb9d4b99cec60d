/* Copies of codes, for Xpulp: a hardware loop over words or bytes. */
#ifndef RP_XPULP_COPY_H
#define RP_XPULP_COPY_H

#include "internal/rp_xpulp.h"

#include <stdint.h>

/* `count` bytes, any number. */
static inline void rp_xpulp_copy(uint8_t *to, const uint8_t *from, int32_t count)
{
#ifdef RP_XPULP
    uint32_t a, b;
    if ((((uintptr_t)to | (uintptr_t)from) & 3U) == 0) {
        if (count >= 8) {
            __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[pairs]", "8")
                           RP_P_LW_IMMEDIATE("%[a]", "%[from]", "4") RP_P_LW_IMMEDIATE("%[b]", "%[from]", "4")
                           RP_P_SW_IMMEDIATE("%[a]", "%[to]", "4") RP_P_SW_IMMEDIATE("%[b]", "%[to]", "4") RP_XPULP_END
                           : [a] "=&r"(a), [b] "=&r"(b), [from] "+r"(from), [to] "+r"(to)
                           : [pairs] "r"(count >> 3)
                           : "memory");
            count &= 7;
        }
        if (count >= 4) {
            *(uint32_t *)(void *)to = *(const uint32_t *)(const void *)from;
            to += 4;
            from += 4;
            count -= 4;
        }
    }
    if (count >= 2) {
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[pairs]", "8")
                       ".insn i 0x0b, 4, %[a], %[from], 1\n .insn i 0x0b, 4, %[b], %[from], 1\n" /* p.lbu */
                       ".insn s 0x2b, 0, %[a], 1(%[to])\n .insn s 0x2b, 0, %[b], 1(%[to])\n" RP_XPULP_END /* p.sb */
                       : [a] "=&r"(a), [b] "=&r"(b), [from] "+r"(from), [to] "+r"(to)
                       : [pairs] "r"(count >> 1)
                       : "memory");
    }
    if ((count & 1) != 0) {
        *to = *from;
    }
#else
    for (int32_t i = 0; i < count; i++) {
        to[i] = from[i];
    }
#endif
}

#endif
