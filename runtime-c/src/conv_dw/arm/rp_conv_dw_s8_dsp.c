/* Depthwise convolution in integers, channels-last; docs/numerics.md N6.2. Four channels at a time are moved to padded planes of their own: there the taps
 * of a row lie side by side, and no output needs to know whether it is at a border. Planes of more than a few KB are worked in bands of rows. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dw_band.h"
#include "internal/rp_dw_plane.h"
#include "internal/rp_dw_plane_3.h"
#include "internal/rp_dw_plane_3x3.h"
#include "internal/rp_window.h"

/* Rows and columns of four channels to their planes, `plane` bytes apart: four bytes of four pixels are turned in registers. */
static void rp_dw_spread(int32_t rows, int32_t columns, const uint8_t *x, int32_t x_row, int32_t x_column, uint8_t *to, int32_t pitch, int32_t plane)
{
    for (int32_t i = 0; i < rows; i++) {
        const uint8_t *from = x;
        uint8_t *row = to;
        int32_t left = columns;
        for (; left >= 4; left -= 4) {
            const uint32_t word0 = rp_load_word(from);
            const uint32_t word1 = rp_load_word(from + x_column);
            const uint32_t word2 = rp_load_word(from + 2 * x_column);
            const uint32_t word3 = rp_load_word(from + 3 * x_column);
            const uint32_t even01 = rp_uxtb16(word0) | rp_uxtb16(word1) << 8;
            const uint32_t even23 = rp_uxtb16(word2) | rp_uxtb16(word3) << 8;
            rp_store_word(row, rp_pkhbt(even01, even23));
            rp_store_word(row + 2 * plane, rp_pkhtb(even23, even01));
            const uint32_t odd01 = rp_uxtb16_ror8(word0) | rp_uxtb16_ror8(word1) << 8;
            const uint32_t odd23 = rp_uxtb16_ror8(word2) | rp_uxtb16_ror8(word3) << 8;
            rp_store_word(row + plane, rp_pkhbt(odd01, odd23));
            rp_store_word(row + 3 * plane, rp_pkhtb(odd23, odd01));
            from += 4 * x_column;
            row += 4;
        }
        for (; left > 0; left--) {
            const uint32_t word = rp_load_word(from);
            row[0] = (uint8_t)word;
            row[plane] = (uint8_t)(word >> 8);
            row[2 * plane] = (uint8_t)(word >> 16);
            row[3 * plane] = (uint8_t)(word >> 24);
            from += x_column;
            row++;
        }
        x += x_row;
        to += pitch;
    }
}

/* The same for `lanes` channels `x_channel` bytes apart, in rows that are copied where x_column is 1. */
static void rp_dw_copy(int32_t lanes, int32_t rows, int32_t columns, const uint8_t *x, int32_t x_channel, int32_t x_row, int32_t x_column, uint8_t *to,
                       int32_t pitch, int32_t plane)
{
    for (int32_t lane = 0; lane < lanes; lane++) {
        for (int32_t i = 0; i < rows; i++) {
            const uint8_t *from = x + lane * x_channel + i * x_row;
            uint8_t *row = to + lane * plane + i * pitch;
            int32_t left = columns;
            for (; x_column == 1 && left >= 4; left -= 4) {
                rp_store_word(row, rp_load_word(from));
                from += 4;
                row += 4;
            }
            for (; left > 0; left--) {
                *row++ = *from;
                from += x_column;
            }
        }
    }
}

/* Halves shifted left without carrying from the lower into the upper. */
static uint32_t rp_dw_shift_halves(uint32_t halves, int32_t l)
{
    return (halves << l) & ~((((uint32_t)1 << l) - 1) << 16);
}

/* Which of the loops over a plane computes a layer. */
typedef enum { RP_DW_3X3, RP_DW_3, RP_DW_ANY } rp_dw_loop;

static rp_dw_loop rp_dw_loop_of(const rp_conv_geometry *g, const rp_dw_channel *c)
{
    if (g->k_h != 3 || c->quads != 1 || g->w_out < 2) {
        return RP_DW_ANY;
    }
    const int blocked = g->dilation_h == 1 && (g->k_w - 1) * g->dilation_w < 3 && g->stride_h == 1 && g->stride_w == 1 && c->rows > 1;
    return blocked ? RP_DW_3X3 : RP_DW_3;
}

/* All outputs of one channel in a band. */
static void rp_dw_channel_plane(rp_dw_channel *c, const rp_conv_geometry *g, int32_t rows, const int8_t *w, const rp_dsp_channel *q, uint32_t *taps,
                                const uint8_t *plane, uint8_t *y)
{
    for (int32_t i = 0; i < c->k_h * c->quads; i++) {
        const uint32_t word = rp_load_word(w + 4 * i);
        taps[2 * i] = rp_dw_shift_halves(rp_sxtb16(word), q->l);
        taps[2 * i + 1] = rp_dw_shift_halves(rp_sxtb16_ror8(word), q->l);
    }
    c->bias = (int32_t)((uint32_t)q->bias << q->l);
    c->m = q->m;
    c->r = q->r;
    c->round = q->add;
    c->zp = q->zp;
    c->to = y;
    c->to_row = y;
    c->from = plane;
    c->rows = rows;
    const rp_dw_loop loop = c->zp == 0 ? rp_dw_loop_of(g, c) : RP_DW_ANY;
    c->columns = loop == RP_DW_ANY ? g->w_out : g->w_out & 1;
    if (loop == RP_DW_3X3) {
        c->even0 = taps[0];
        c->even1 = taps[2];
        c->even2 = taps[4];
        c->odd01 = rp_pkhbt(taps[1], taps[3]);
        c->odd2 = taps[5];
        c->from += c->pitch;
    }
    c->last = c->from + (g->w_out & ~1) * c->x_column;
    if (loop == RP_DW_3X3) {
        rp_dw_plane_3x3(c);
    } else if (loop == RP_DW_3) {
        rp_dw_plane_3(c);
    } else {
        rp_dw_plane(c);
    }
}

void rp_conv_dw_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t x_pixel, int32_t x_channel, int32_t y_pixel, int32_t y_channel,
                       const uint8_t *x, const int8_t *w, const rp_dsp_channel *q, uint8_t *scratch, uint8_t *y)
{
    const rp_dw_band band = rp_dw_band_of(g);
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t plane = band.pitch * band.rows;
    const int32_t x_row = g->w_in * x_pixel;
    const int32_t y_row = g->w_out * y_pixel;
    const int32_t channel_weights = g->k_h * band.quads * 4;
    uint32_t *taps = (uint32_t *)(void *)(scratch + RP_DW_LANES * plane);
    const rp_range columns = rp_valid_range(-g->pad_left, band.pitch, 1, g->w_in);
    rp_dw_channel channel = {0};
    channel.pitch = g->dilation_h * band.pitch;
    channel.y_column = y_pixel;
    channel.y_row = y_row;
    channel.taps = taps;
    channel.x_column = g->stride_w;
    channel.x_row = g->stride_h * band.pitch;
    channel.k_h = g->k_h;
    channel.quads = band.quads;
    for (int32_t first = 0; first < g->h_out; first += band.output_rows) {
        const int32_t rest = g->h_out - first;
        const int32_t output_rows = rest < band.output_rows ? rest : band.output_rows;
        const int32_t top = first * g->stride_h - g->pad_top;
        const rp_range rows = rp_valid_range(top, rp_dw_band_rows(g, output_rows), 1, g->h_in);
        const uint8_t *from = x + (top + rows.first) * x_row + (columns.first - g->pad_left) * x_pixel;
        uint8_t *to = scratch + rows.first * band.pitch + columns.first;
        const rp_dsp_channel *stage = q;
        const int8_t *weights = w;
        uint8_t *result = y + first * y_row;
        memset(scratch, o->zp_in, (size_t)RP_DW_LANES * (size_t)plane);
        for (int32_t c = 0; c < g->c_in; c += RP_DW_LANES) {
            const int32_t lanes = g->c_in - c < RP_DW_LANES ? g->c_in - c : RP_DW_LANES;
            const uint8_t *padded = scratch;
            if (x_channel == 1 && g->c_in >= RP_DW_LANES) {
                /* The last four channels are four in any case, some of them done already. */
                const int32_t done = RP_DW_LANES - lanes;
                rp_dw_spread(rows.end - rows.first, columns.end - columns.first, from + c - done, x_row, x_pixel, to, band.pitch, plane);
                padded += done * plane;
            } else {
                rp_dw_copy(lanes, rows.end - rows.first, columns.end - columns.first, from + c * x_channel, x_channel, x_row, x_pixel, to, band.pitch, plane);
            }
            for (int32_t i = 0; i < lanes * multiplier; i++) {
                rp_dw_channel_plane(&channel, g, output_rows, weights, stage, taps, padded, result);
                padded += (i + 1) % multiplier == 0 ? plane : 0;
                stage++;
                weights += channel_weights;
                result += y_channel;
            }
        }
    }
    rp_clamp_codes(y, g->h_out * g->w_out * g->c_out, o->low, o->high);
}
