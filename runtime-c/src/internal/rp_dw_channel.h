/* Outputs of one channel of a depthwise convolution on a padded plane of codes; docs/numerics.md N6.2. Four taps of a row are read as a word and split in even
 * and odd ones, so that SMLAD does two taps of one output; the weights are split the same way, once per channel.
 *
 * Where the compiler targets the DSP instructions the loops over a plane are assembly (GCC keeps neither the taps nor the sums in registers); "used" keeps it
 * from taking away the parameter, which only the assembly reads. Elsewhere they are the same blocks in C. */
#ifndef RP_DW_CHANNEL_H
#define RP_DW_CHANNEL_H

#include "internal/rp_dsp.h"

/* Outputs of one channel, and where they go. The assembly knows the offsets of the members (of 4 bytes each) and changes those that move. */
typedef struct {
    const uint8_t *from;               /*  0: first tap of the first output; for rp_dw_plane_3x3 one row further down */
    int32_t pitch;                     /*  4: bytes from one row of taps to the next */
    uint32_t even0, even1, even2;      /*  8: rp_dw_plane_3x3: (w0, w2) of the rows, */
    uint32_t odd01, odd2;              /* 20: w1 of the first two rows, w1 of the third */
    int32_t bias, m, round, r;         /* 28: as in rp_dsp_channel */
    uint8_t *to;                       /* 44: the next output */
    uint8_t *to_row;                   /* 48: the first one of this row */
    int32_t y_column, y_row;           /* 52: bytes from output to output */
    const uint8_t *last;               /* 60: rp_dw_plane_3x3, rp_dw_plane_3: `from` behind the last pair of columns */
    int32_t columns, rows;             /* 64: of outputs; for rp_dw_plane_3x3 and rp_dw_plane_3 columns mod 2 */
    const uint32_t *taps;              /* 72: (w0, w2), (w1, w3) of every four taps */
    int32_t x_column, x_row;           /* 76: bytes from one output's first tap to the next one's */
    int32_t k_h, quads;                /* 84: rows of taps, words of taps in a row */
    int32_t zp;                        /* 92: 0 for rp_dw_plane_3x3 and rp_dw_plane_3 */
} rp_dw_channel;

#ifndef __ARM_FEATURE_DSP

static inline uint8_t rp_dw_output(int32_t acc, const rp_dw_channel *c, int32_t zp)
{
    return (uint8_t)rp_usat8(zp + (rp_smmla(acc, c->m, c->round) >> c->r));
}

static inline void rp_dw_columns(const rp_dw_channel *c, int32_t columns)
{
    for (int32_t oy = 0; oy < c->rows; oy++) {
        for (int32_t ox = 0; ox < columns; ox++) {
            const uint8_t *from = c->from + oy * c->x_row + ox * c->x_column;
            const uint32_t *taps = c->taps;
            int32_t acc = c->bias;
            for (int32_t ky = 0; ky < c->k_h; ky++) {
                for (int32_t i = 0; i < c->quads; i++) {
                    const uint32_t word = rp_load_word(from + ky * c->pitch + 4 * i);
                    acc = rp_smlad(rp_uxtb16_ror8(word), taps[1], rp_smlad(rp_uxtb16(word), taps[0], acc));
                    taps += 2;
                }
            }
            c->to[oy * c->y_row + ox * c->y_column] = rp_dw_output(acc, c, c->zp);
        }
    }
}

#endif

#endif
