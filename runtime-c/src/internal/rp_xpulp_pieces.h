/* Copies of rows for Xpulp: cores share out the bytes of all rows together, so that few long rows keep all of them busy as well as many short ones. */
#ifndef RP_XPULP_PIECES_H
#define RP_XPULP_PIECES_H

#include "rp_share.h"

#include "internal/rp_xpulp_copy.h"

/* Rows of `bytes` bytes, so many bytes apart. */
typedef struct {
    int32_t rows, bytes;
    int32_t from, to;
} rp_xpulp_pieces;

/* This core's share, in units of 4 bytes where rows are multiples of them. */
static inline void rp_xpulp_copy_pieces(rp_share share, rp_xpulp_pieces p, const uint8_t *from, uint8_t *to)
{
    const int32_t unit = p.bytes % 4 == 0 ? 4 : 1;
    const rp_span own = rp_share_of(share, p.rows * (p.bytes / unit));
    int32_t at = own.first * unit;
    const int32_t end = own.end * unit;
    int32_t row = at < end ? at / p.bytes : 0;
    while (at < end) {
        const int32_t first = at - row * p.bytes;
        const int32_t rest = p.bytes - first;
        const int32_t count = rest < end - at ? rest : end - at;
        rp_xpulp_copy(to + row * p.to + first, from + row * p.from + first, count);
        at += count;
        row++;
    }
}

#endif
