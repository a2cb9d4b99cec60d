/* From complete sums to codes in the _dsp kernels: rp_dsp_channel. */
#ifndef RP_DSP_OUTPUT_H
#define RP_DSP_OUTPUT_H

#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dsp.h"

/* The code of a complete sum, bias included, held in 0..255; rp_clamp_codes does the rest. */
static inline uint8_t rp_dsp_code(int32_t sum, const rp_dsp_channel *q)
{
    const int32_t shifted = (int32_t)((uint32_t)sum << q->l);
    return (uint8_t)rp_usat8(q->zp + (rp_smmla(shifted, q->m, q->add) >> q->r));
}

#endif
