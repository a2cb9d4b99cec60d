/* Any pointwise function of codes through a table of 256, for Xpulp; docs/numerics.md N6.6. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp.h"

void rp_table_u8_xpulp(rp_share share, int32_t elements, const uint8_t *table, const uint8_t *x, uint8_t *y)
{
    const rp_span own = rp_share_of(share, elements);
    int32_t i = own.first;
#ifdef RP_XPULP
    if (own.end - i >= 4) {
        const int32_t turns = (own.end - i) / 4;
        const uint8_t *from = x + i;
        uint8_t *to = y + i;
        uint32_t a, b, c, d;
#define CODE(v) ".insn i 0x0b, 4, %[" #v "], %[from], 1\n" /* p.lbu */
#define PLACE(v) "add %[" #v "], %[" #v "], %[table]\n"
#define LOOK_UP(v) "lbu %[" #v "], 0(%[" #v "])\n"
#define PUT(v) ".insn s 0x2b, 0, %[" #v "], 1(%[to])\n" /* p.sb */
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[turns]", "32")
                       CODE(a) CODE(b) CODE(c) CODE(d) PLACE(a) PLACE(b) PLACE(c) PLACE(d)
                       LOOK_UP(a) LOOK_UP(b) LOOK_UP(c) LOOK_UP(d) PUT(a) PUT(b) PUT(c) PUT(d) RP_XPULP_END
                       : [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [d] "=&r"(d), [from] "+r"(from), [to] "+r"(to)
                       : [turns] "r"(turns), [table] "r"(table)
                       : "memory");
#undef CODE
#undef PLACE
#undef LOOK_UP
#undef PUT
        i += 4 * turns;
    }
#endif
    for (; i < own.end; i++) {
        y[i] = table[x[i]];
    }
}
