/* Transpose of codes, for Xpulp; docs/numerics.md N6.7. Rows that stay rows are copied; else four codes that are neighbours in the input, of four that become neighbours, are turned at a time. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_copy.h"
#include "internal/rp_xpulp_permute.h"
#include "internal/rp_xpulp_turn.h"

static RP_XPULP_INLINE void turn_block(const uint8_t *x, int32_t from, uint8_t *y, int32_t to)
{
    uint32_t words[4];
    rp_xpulp_turn_four(rp_xpulp_load(x), rp_xpulp_load(x + from), rp_xpulp_load(x + 2 * from), rp_xpulp_load(x + 3 * from), words);
    for (int i = 0; i < 4; i++) {
        rp_xpulp_store(y + i * to, words[i]);
    }
}

static RP_XPULP_INLINE void part_of_codes(const rp_permuted_plane *plane, rp_span along, rp_span across, const void *x, void *y)
{
    const rp_permuted_axis a = plane->along;
    const rp_permuted_axis b = plane->across;
    const uint8_t *from = x;
    uint8_t *to = y;
    if (a.from == 1 && a.to == 1) {
        for (int32_t j = across.first; j < across.end; j++) {
            rp_xpulp_copy(to + j * b.to + along.first, from + j * b.from + along.first, along.end - along.first);
        }
    } else if (a.count >= 4 && b.count >= 4) {
        /* the last blocks overlap those before them */
        const int32_t j = across.first < b.count - 4 ? across.first : b.count - 4;
        const int32_t step_from = a.from == 1 ? b.from : a.from;
        const int32_t step_to = a.from == 1 ? a.to : b.to;
        from += j * b.from;
        to += j * b.to;
        for (int32_t i = along.first; i < along.end; i += 4) {
            const int32_t first = i < a.count - 4 ? i : a.count - 4;
            turn_block(from + first * a.from, step_from, to + first * a.to, step_to);
        }
    } else {
        for (int32_t j = across.first; j < across.end; j++) {
            for (int32_t i = along.first; i < along.end; i++) {
                to[j * b.to + i * a.to] = from[j * b.from + i * a.from];
            }
        }
    }
}

void rp_transpose_u8_xpulp(rp_share share, const rp_permute_geometry *g, const uint8_t *x, uint8_t *y)
{
    rp_xpulp_permute(share, g, 1, sizeof *x, x, y, part_of_codes);
}
