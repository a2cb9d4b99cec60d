/* Transpose, for Xpulp; docs/numerics.md N3.15. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_permute.h"

/* `count` words (at least 1), some elements apart. */
static RP_XPULP_INLINE void copy_spaced(const float *from, int32_t step_from, float *to, int32_t step_to, int32_t count)
{
    if (count % 2 == 1) {
        *to = *from;
        from += step_from;
        to += step_to;
        count--;
    }
#ifdef RP_XPULP
    if (count > 0) {
        uint32_t u, v;
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[pairs]", "8")
                       RP_P_LW_REGISTER("%[u]", "%[from]", "%[step_from]") RP_P_LW_REGISTER("%[v]", "%[from]", "%[step_from]")
                       RP_P_SW_REGISTER("%[u]", "%[to]", "%[step_to]") RP_P_SW_REGISTER("%[v]", "%[to]", "%[step_to]") RP_XPULP_END
                       : [u] "=&r"(u), [v] "=&r"(v), [from] "+r"(from), [to] "+r"(to)
                       : [pairs] "r"(count / 2), [step_from] "r"(step_from * (int32_t)sizeof *from), [step_to] "r"(step_to * (int32_t)sizeof *to)
                       : "memory");
    }
#else
    for (int32_t i = 0; i < count; i++) {
        to[i * step_to] = from[i * step_from];
    }
#endif
}

static RP_XPULP_INLINE void part_of_floats(const rp_permuted_plane *plane, rp_span along, rp_span across, const void *x, void *y)
{
    const rp_permuted_axis a = plane->along;
    const rp_permuted_axis b = plane->across;
    const float *from = (const float *)x + along.first * a.from;
    float *to = (float *)y + along.first * a.to;
    for (int32_t j = across.first; j < across.end; j++) {
        copy_spaced(from + j * b.from, a.from, to + j * b.to, a.to, along.end - along.first);
    }
}

void rp_transpose_f32_xpulp(rp_share share, const rp_permute_geometry *g, int32_t n, const float *x, float *y)
{
    rp_xpulp_permute(share, g, n, sizeof *x, x, y, part_of_floats);
}
