/* One row of an input gradient of a depthwise convolution, along windows of 2 to 5 columns with strides 1 to 3, all channels. Gradient column o reaches inputs
 * stride*o - pad and up, so the inputs are made in blocks of 4*stride in a row that begin at a multiple of the stride: their sums lie in registers as in memory,
 * tap kx goes to every stride-th of them, and the window's taps are taken in their order. Blocks at the ends leave out what lies outside of the gradients. */
#ifndef RP_PHASE_ROW_H
#define RP_PHASE_ROW_H

#include "internal/rp_vfp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Steps are bytes. A block `at` makes inputs stride*at - pad and up, four strides of them. */
typedef struct {
    const float *x; /* first gradient of the row of the first row of taps, in the first channel */
    const float *w;
    float *y; /* where input -pad of the row would be */
    int32_t channels, rows;
    int32_t x_row, w_row; /* from one row of taps to the next */
    int32_t x_channel, w_channel, y_channel;
    int32_t left; /* whether a block at 0 leaves out gradients before the first; middles: blocks without such gaps */
    int32_t left_skip; /* 4 * inputs of the left block that lie before the row: the bytes of as many stores */
    int32_t middles, x_middle, y_middle; /* from x (y) to the first gradient (input) of the first of them */
    int32_t x_last, y_last;              /* the last one begins so much earlier than behind the one before */
    int32_t right, x_right, y_right;     /* 0, or positions of a block that leaves out gradients behind the last */
    int32_t right_skip; /* as left_skip: inputs behind the row */
    int32_t channels_left;
} rp_phase_row;

/* Columns along which blocks are laid. */
typedef struct {
    int32_t kernel, stride, pad, in, out;
} rp_phase_columns;

static inline int32_t rp_phase_least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Positions of the block at the right, where `count` positions are left: two where that saves a block, and where blocks of two are made. */
static inline int32_t rp_phase_tail(int32_t turns, int32_t count)
{
    return turns < 2 && (count + 3) % 4 < 2 ? 2 : 4;
}

/* Lays the blocks; false where they do not fit: fewer than four gradients, or planes and pads that leave no place for a whole block. */
static inline bool rp_phase_blocks(const rp_phase_columns *c, rp_phase_row *row)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t stride = c->stride;
    const int32_t turns = (c->kernel - 1) / stride; /* gradients before its own that an input takes at most */
    const int32_t reached = c->out + turns;         /* blocks' positions with any gradient */
    const int32_t inputs = (c->in + c->pad) / stride;
    const bool torn = (c->in + c->pad) % stride != 0 && inputs < reached; /* the last position has inputs behind the row */
    const int32_t end = rp_phase_least(reached, torn ? inputs + 1 : inputs);
    const int32_t first = (c->pad + stride - 1) / stride;
    const bool left = c->pad % stride != 0 || first < turns;
    const bool right = torn || end > c->out;
    const int32_t begin = left ? 4 : first;
    const int32_t tail = rp_phase_tail(turns, reached - begin);
    const int32_t middle_end = right ? reached - tail : end;
    const int32_t middles = begin < middle_end ? (middle_end - begin + 3) / 4 : 0;
    const int32_t last = rp_phase_least(begin + 4 * (middles - 1), rp_phase_least(c->out, inputs) - 4);
    const int32_t start = middles == 1 ? last : begin;
    const int32_t behind = stride * reached - c->pad - c->in;
    row->left = left ? 1 : 0;
    row->left_skip = size * c->pad;
    row->middles = middles;
    row->x_middle = size * (start - turns);
    row->y_middle = size * stride * start;
    row->x_last = middles > 1 ? size * (last - begin - 4 * (middles - 1)) : 0;
    row->y_last = stride * row->x_last;
    row->right = right ? tail : 0;
    row->x_right = size * (c->out - tail);
    row->y_right = size * stride * (reached - tail);
    row->right_skip = size * (behind > 0 ? behind : 0);
    return c->out > 3 && c->pad <= 4 * stride && (!left || 4 * stride - c->pad <= c->in) && (!right || (behind <= tail * stride && stride * (reached - tail) >= c->pad))
           && (middles == 0 || (last + 4 >= middle_end && (last >= turns && last >= first)));
}

#ifdef RP_VFP_ASM

/* Registers: sums s0 and up, gradients s12 and up, weights s20-s24, +0 s29; r2, r8, lr x, y, w of the channel; r1, r5 gradients and weights of a row of taps,
 * r3, r4 their steps, r6 rows left, r11 rows; r9, r12 gradients and inputs of a middle block, r10 blocks left. */
#define RP_PHASE_SUMS_1_0 "s0", "s1", "s2", "s3"
#define RP_PHASE_SUMS_2_0 "s0", "s2", "s4", "s6"
#define RP_PHASE_SUMS_2_1 "s1", "s3", "s5", "s7"
#define RP_PHASE_SUMS_3_0 "s0", "s3", "s6", "s9"
#define RP_PHASE_SUMS_3_1 "s1", "s4", "s7", "s10"
#define RP_PHASE_SUMS_3_2 "s2", "s5", "s8", "s11"
#define RP_PHASE_X_0 "s12", "s13", "s14", "s15"
#define RP_PHASE_X_1 "s13", "s14", "s15", "s16"
#define RP_PHASE_X_2 "s14", "s15", "s16", "s17"
#define RP_PHASE_X_3 "s15", "s16", "s17", "s18"
#define RP_PHASE_X_4 "s16", "s17", "s18", "s19"

/* Products of some of four sums: all, those but the first 1 to 4, those but the last 1 to 4. */
#define RP_PHASE_ALL(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC4(c0, c1, c2, c3, x0, x1, x2, x3, w, "", "", "", "")
#define RP_PHASE_UPPER_0(...) RP_PHASE_ALL(__VA_ARGS__)
#define RP_PHASE_UPPER_1(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC3(c1, c2, c3, x1, x2, x3, w)
#define RP_PHASE_UPPER_2(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC2(c2, c3, x2, x3, w)
#define RP_PHASE_UPPER_3(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC1(c3, x3, w)
#define RP_PHASE_UPPER_4(c0, c1, c2, c3, x0, x1, x2, x3, w) ""
#define RP_PHASE_LOWER_0(...) RP_PHASE_ALL(__VA_ARGS__)
#define RP_PHASE_LOWER_1(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC3(c0, c1, c2, x0, x1, x2, w)
#define RP_PHASE_LOWER_2(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC2(c0, c1, x0, x1, w)
#define RP_PHASE_LOWER_3(c0, c1, c2, c3, x0, x1, x2, x3, w) RP_MAC1(c0, x0, w)
#define RP_PHASE_LOWER_4(c0, c1, c2, c3, x0, x1, x2, x3, w) ""
#define RP_PHASE_LEFT(back, ahead) RP_PHASE_UPPER_##back
#define RP_PHASE_MIDDLE(back, ahead) RP_PHASE_ALL
#define RP_PHASE_RIGHT_4(back, ahead) RP_PHASE_LOWER_##ahead
/* Two positions. */
#define RP_PHASE_LOWER_OF_2_0(...) RP_PHASE_LOWER_2(__VA_ARGS__)
#define RP_PHASE_LOWER_OF_2_1(...) RP_PHASE_LOWER_3(__VA_ARGS__)
#define RP_PHASE_RIGHT_2(back, ahead) RP_PHASE_LOWER_OF_2_##ahead
#define RP_PHASE_OF(MACRO, ...) MACRO(__VA_ARGS__)
/* A tap that goes to inputs `phase` of each stride, from the gradient `back` before their own; `ahead`: back + ahead is the most. */
#define RP_PHASE_TAP(SIDE, stride, phase, back, ahead, w) RP_PHASE_OF(SIDE(back, ahead), RP_PHASE_SUMS_##stride##_##phase, RP_PHASE_X_##ahead, w)

/* RP_PHASE_TAPS_<stride>_<columns> */
#define RP_PHASE_TAPS_1_2(SIDE) RP_PHASE_TAP(SIDE, 1, 0, 0, 1, "s20") RP_PHASE_TAP(SIDE, 1, 0, 1, 0, "s21")
#define RP_PHASE_TAPS_1_3(SIDE) RP_PHASE_TAP(SIDE, 1, 0, 0, 2, "s20") RP_PHASE_TAP(SIDE, 1, 0, 1, 1, "s21") RP_PHASE_TAP(SIDE, 1, 0, 2, 0, "s22")
#define RP_PHASE_TAPS_1_4(SIDE) \
    RP_PHASE_TAP(SIDE, 1, 0, 0, 3, "s20") RP_PHASE_TAP(SIDE, 1, 0, 1, 2, "s21") RP_PHASE_TAP(SIDE, 1, 0, 2, 1, "s22") RP_PHASE_TAP(SIDE, 1, 0, 3, 0, "s23")
#define RP_PHASE_TAPS_1_5(SIDE) \
    RP_PHASE_TAP(SIDE, 1, 0, 0, 4, "s20") RP_PHASE_TAP(SIDE, 1, 0, 1, 3, "s21") RP_PHASE_TAP(SIDE, 1, 0, 2, 2, "s22") RP_PHASE_TAP(SIDE, 1, 0, 3, 1, "s23") \
    RP_PHASE_TAP(SIDE, 1, 0, 4, 0, "s24")
#define RP_PHASE_TAPS_2_2(SIDE) RP_PHASE_TAP(SIDE, 2, 0, 0, 0, "s20") RP_PHASE_TAP(SIDE, 2, 1, 0, 0, "s21")
#define RP_PHASE_TAPS_2_3(SIDE) RP_PHASE_TAP(SIDE, 2, 0, 0, 1, "s20") RP_PHASE_TAP(SIDE, 2, 1, 0, 1, "s21") RP_PHASE_TAP(SIDE, 2, 0, 1, 0, "s22")
#define RP_PHASE_TAPS_2_4(SIDE) RP_PHASE_TAPS_2_3(SIDE) RP_PHASE_TAP(SIDE, 2, 1, 1, 0, "s23")
#define RP_PHASE_TAPS_2_5(SIDE) \
    RP_PHASE_TAP(SIDE, 2, 0, 0, 2, "s20") RP_PHASE_TAP(SIDE, 2, 1, 0, 2, "s21") RP_PHASE_TAP(SIDE, 2, 0, 1, 1, "s22") RP_PHASE_TAP(SIDE, 2, 1, 1, 1, "s23") \
    RP_PHASE_TAP(SIDE, 2, 0, 2, 0, "s24")
#define RP_PHASE_TAPS_3_2(SIDE) RP_PHASE_TAP(SIDE, 3, 0, 0, 0, "s20") RP_PHASE_TAP(SIDE, 3, 1, 0, 0, "s21")
#define RP_PHASE_TAPS_3_3(SIDE) RP_PHASE_TAPS_3_2(SIDE) RP_PHASE_TAP(SIDE, 3, 2, 0, 0, "s22")
#define RP_PHASE_TAPS_3_4(SIDE) \
    RP_PHASE_TAP(SIDE, 3, 0, 0, 1, "s20") RP_PHASE_TAP(SIDE, 3, 1, 0, 1, "s21") RP_PHASE_TAP(SIDE, 3, 2, 0, 1, "s22") RP_PHASE_TAP(SIDE, 3, 0, 1, 0, "s23")
#define RP_PHASE_TAPS_3_5(SIDE) RP_PHASE_TAPS_3_4(SIDE) RP_PHASE_TAP(SIDE, 3, 1, 1, 0, "s24")

#define RP_PHASE_WEIGHTS_2 "s20-s21"
#define RP_PHASE_WEIGHTS_3 "s20-s22"
#define RP_PHASE_WEIGHTS_4 "s20-s23"
#define RP_PHASE_WEIGHTS_5 "s20-s24"
/* Gradients of a block at the left and in the middle, by the turns of <stride>_<columns>. */
#define RP_PHASE_LOAD_LEFT_0 "s12-s15"
#define RP_PHASE_LOAD_LEFT_1 "s13-s16"
#define RP_PHASE_LOAD_LEFT_2 "s14-s17"
#define RP_PHASE_LOAD_LEFT_3 "s15-s18"
#define RP_PHASE_LOAD_LEFT_4 "s16-s19"
#define RP_PHASE_LOAD_MIDDLE_0 "s12-s15"
#define RP_PHASE_LOAD_MIDDLE_1 "s12-s16"
#define RP_PHASE_LOAD_MIDDLE_2 "s12-s17"
#define RP_PHASE_LOAD_MIDDLE_3 "s12-s18"
#define RP_PHASE_LOAD_MIDDLE_4 "s12-s19"

#define RP_PHASE_LOAD_RIGHT_2 "s12-s13"
#define RP_PHASE_LOAD_RIGHT_4 "s12-s15"

#define RP_PHASE_ZERO_4(a, b, c, d) "vmov s" #a ", s29\nvmov s" #b ", s29\nvmov s" #c ", s29\nvmov s" #d ", s29\n"
/* RP_PHASE_ZERO_<positions>_<stride> */
#define RP_PHASE_ZERO_2_1 "vmov s0, s29\nvmov s1, s29\n"
#define RP_PHASE_ZERO_2_2 RP_PHASE_ZERO_4(0, 1, 2, 3)
#define RP_PHASE_ZERO_2_3 RP_PHASE_ZERO_2_2 "vmov s4, s29\nvmov s5, s29\n"
#define RP_PHASE_ZERO_4_1 RP_PHASE_ZERO_4(0, 1, 2, 3)
#define RP_PHASE_ZERO_4_2 RP_PHASE_ZERO_4_1 RP_PHASE_ZERO_4(4, 5, 6, 7)
#define RP_PHASE_ZERO_4_3 RP_PHASE_ZERO_4_2 RP_PHASE_ZERO_4(8, 9, 10, 11)
#define RP_PHASE_STORE_1 "s0-s3"
#define RP_PHASE_STORE_2 "s0-s7"
#define RP_PHASE_STORE_3 "s0-s11"
/* Stores of which the first are skipped. */
#define RP_PHASE_UPWARDS_1 "vstr s0, [r8]\nvstr s1, [r8, #4]\nvstr s2, [r8, #8]\nvstr s3, [r8, #12]\n"
#define RP_PHASE_UPWARDS_2 RP_PHASE_UPWARDS_1 "vstr s4, [r8, #16]\nvstr s5, [r8, #20]\nvstr s6, [r8, #24]\nvstr s7, [r8, #28]\n"
#define RP_PHASE_UPWARDS_3 RP_PHASE_UPWARDS_2 "vstr s8, [r8, #32]\nvstr s9, [r8, #36]\nvstr s10, [r8, #40]\nvstr s11, [r8, #44]\n"
/* RP_PHASE_DOWNWARDS_<positions>_<stride> */
#define RP_PHASE_DOWNWARDS_2_1 "vstr s1, [r12, #4]\nvstr s0, [r12]\n"
#define RP_PHASE_DOWNWARDS_2_2 "vstr s3, [r12, #12]\nvstr s2, [r12, #8]\n" RP_PHASE_DOWNWARDS_2_1
#define RP_PHASE_DOWNWARDS_2_3 "vstr s5, [r12, #20]\nvstr s4, [r12, #16]\n" RP_PHASE_DOWNWARDS_2_2
#define RP_PHASE_DOWNWARDS_4_1 RP_PHASE_DOWNWARDS_2_2
#define RP_PHASE_DOWNWARDS_4_2 "vstr s7, [r12, #28]\nvstr s6, [r12, #24]\n" RP_PHASE_DOWNWARDS_2_3
#define RP_PHASE_DOWNWARDS_4_3 "vstr s11, [r12, #44]\nvstr s10, [r12, #40]\nvstr s9, [r12, #36]\nvstr s8, [r12, #32]\n" RP_PHASE_DOWNWARDS_4_2
/* To as many bytes behind `label` as r6 says. */
#define RP_PHASE_SKIP(label) "adr.w r10, " label "f\nadd r10, r10, r6\norr r10, r10, #1\nbx r10\n" label ":\n"

/* The sums of a block whose first gradients r1 leads to. */
#define RP_PHASE_BLOCK(stride, columns, ZERO, LOAD, SIDE, label) \
    "mov r5, lr\nmov r6, r11\n" ZERO label ":\nvldmia r1, {" LOAD "}\nadd r1, r1, r3\nvldmia r5, {" RP_PHASE_WEIGHTS_##columns "}\nadd r5, r5, r4\n" \
        RP_PHASE_TAPS_##stride##_##columns(SIDE) "subs r6, r6, #1\nbne " label "b\n"
#define RP_PHASE_BLOCK_RIGHT(stride, columns, tail) \
    RP_PHASE_BLOCK(stride, columns, RP_PHASE_ZERO_##tail##_##stride, RP_PHASE_LOAD_RIGHT_##tail, RP_PHASE_RIGHT_##tail, "7") \
    "ldr r6, [r0, %[right_skip]]\n" RP_PHASE_SKIP("8") RP_PHASE_DOWNWARDS_##tail##_##stride
/* By the turns: a block of two or four. */
#define RP_PHASE_TAILS_0(stride, columns) "cmp r10, #2\nbne 2f\n" RP_PHASE_BLOCK_RIGHT(stride, columns, 2) "b 9f\n2:\n" RP_PHASE_BLOCK_RIGHT(stride, columns, 4)
#define RP_PHASE_TAILS_1(stride, columns) RP_PHASE_TAILS_0(stride, columns)
#define RP_PHASE_TAILS_2(stride, columns) RP_PHASE_BLOCK_RIGHT(stride, columns, 4)
#define RP_PHASE_TAILS_3(stride, columns) RP_PHASE_BLOCK_RIGHT(stride, columns, 4)
#define RP_PHASE_TAILS_4(stride, columns) RP_PHASE_BLOCK_RIGHT(stride, columns, 4)
#define RP_PHASE_TEXT(stride, columns, turns) \
    "ldr r2, [r0, %[x]]\nldr lr, [r0, %[w]]\nldr r8, [r0, %[y]]\nldr r3, [r0, %[x_row]]\nldr r4, [r0, %[w_row]]\nldr r11, [r0, %[rows]]\n" \
    "ldr r10, [r0, %[channels]]\nstr r10, [r0, %[channels_left]]\nmovs r10, #0\nvmov s29, r10\n" \
    "1:\nldr r10, [r0, %[left]]\nldr r9, [r0, %[middles]]\ncmp r10, #0\nbeq 3f\nmov r1, r2\n" \
    RP_PHASE_BLOCK(stride, columns, RP_PHASE_ZERO_4_##stride, RP_PHASE_LOAD_LEFT_##turns, RP_PHASE_LEFT, "2") \
    "ldr r6, [r0, %[left_skip]]\ncbnz r6, 2f\nvstmia r8, {" RP_PHASE_STORE_##stride "}\nb 3f\n2:\n" RP_PHASE_SKIP("8") RP_PHASE_UPWARDS_##stride \
    "3:\nmovs r10, r9\nbeq 6f\nldr r9, [r0, %[x_middle]]\nldr r12, [r0, %[y_middle]]\nadd r9, r9, r2\nadd r12, r12, r8\n" \
    "4:\nmov r1, r9\n" RP_PHASE_BLOCK(stride, columns, RP_PHASE_ZERO_4_##stride, RP_PHASE_LOAD_MIDDLE_##turns, RP_PHASE_MIDDLE, "5") \
    "adds r9, r9, #16\nvstmia r12!, {" RP_PHASE_STORE_##stride "}\nsubs r10, r10, #1\nbeq 6f\ncmp r10, #1\nbne 4b\n" \
    "ldr r1, [r0, %[x_last]]\nldr r6, [r0, %[y_last]]\nadd r9, r9, r1\nadd r12, r12, r6\nb 4b\n" \
    "6:\nldr r10, [r0, %[right]]\nldr r1, [r0, %[x_right]]\nldr r12, [r0, %[y_right]]\ncmp r10, #0\nbeq 9f\nadd r1, r1, r2\nadd r12, r12, r8\n" \
    RP_PHASE_TAILS_##turns(stride, columns) \
    "9:\nldr r10, [r0, %[x_channel]]\nldr r12, [r0, %[w_channel]]\nldr r9, [r0, %[y_channel]]\nldr r6, [r0, %[channels_left]]\n" \
    "add r2, r2, r10\nadd lr, lr, r12\nadd r8, r8, r9\nsubs r6, r6, #1\nstr r6, [r0, %[channels_left]]\nbne 1b\n"

#define RP_PHASE_FIELD(field) [field] "i"(offsetof(rp_phase_row, field))
#define RP_PHASE_ASM(stride, columns, turns) \
    { \
        register rp_phase_row *in_r0 __asm("r0") = row; \
        __asm volatile(RP_PHASE_TEXT(stride, columns, turns) \
                       : \
                       : "r"(in_r0), RP_PHASE_FIELD(x), RP_PHASE_FIELD(w), RP_PHASE_FIELD(y), RP_PHASE_FIELD(channels), RP_PHASE_FIELD(rows), RP_PHASE_FIELD(x_row), \
                         RP_PHASE_FIELD(w_row), RP_PHASE_FIELD(x_channel), RP_PHASE_FIELD(w_channel), RP_PHASE_FIELD(y_channel), RP_PHASE_FIELD(left), \
                         RP_PHASE_FIELD(left_skip), RP_PHASE_FIELD(middles), RP_PHASE_FIELD(x_middle), RP_PHASE_FIELD(y_middle), RP_PHASE_FIELD(x_last), \
                         RP_PHASE_FIELD(y_last), RP_PHASE_FIELD(right), RP_PHASE_FIELD(x_right), RP_PHASE_FIELD(y_right), RP_PHASE_FIELD(right_skip), \
                         RP_PHASE_FIELD(channels_left) \
                       : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", RP_VFP_ALL, "cc", "memory"); \
    }
#define RP_PHASE_RUN(columns, turns_1, turns_2, turns_3) \
    if (c->stride == 1) { \
        RP_PHASE_ASM(1, columns, turns_1) \
    } else if (c->stride == 2) { \
        RP_PHASE_ASM(2, columns, turns_2) \
    } else { \
        RP_PHASE_ASM(3, columns, turns_3) \
    }

#else

/* The block at `at` of one channel, of all inputs but `before` at its begin and `behind` at its end. x, w, y as in the row. */
static inline void rp_phase_block(
    const rp_phase_row *row, const rp_phase_columns *c, const float *x, const float *w, float *y, int32_t at, int32_t positions, int32_t before, int32_t behind)
{
    const int32_t size = (int32_t)sizeof(float);
    for (int32_t i = before; i < positions * c->stride - behind; i++) {
        float sum = 0.0f;
        for (int32_t j = 0; j < row->rows; j++) {
            for (int32_t kx = i % c->stride; kx < c->kernel; kx += c->stride) {
                const int32_t column = at + i / c->stride - kx / c->stride;
                if (column >= 0 && column < c->out) {
                    sum = rp_mac(sum, x[j * (row->x_row / size) + column], w[j * (row->w_row / size) + kx]);
                }
            }
        }
        y[at * c->stride + i] = sum;
    }
}

static inline void rp_phase_run_row(const rp_phase_row *row, const rp_phase_columns *c)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t turns = (c->kernel - 1) / c->stride;
    for (int32_t i = 0; i < row->channels; i++) {
        const float *x = row->x + i * (row->x_channel / size);
        const float *w = row->w + i * (row->w_channel / size);
        float *y = row->y + i * (row->y_channel / size);
        if (row->left > 0) {
            rp_phase_block(row, c, x, w, y, 0, 4, row->left_skip / size, 0);
        }
        for (int32_t j = 0; j < row->middles; j++) {
            rp_phase_block(row, c, x, w, y, (row->x_middle + (j + 1 == row->middles ? row->x_last : 0)) / size + turns + 4 * j, 4, 0, 0);
        }
        if (row->right > 0) {
            rp_phase_block(row, c, x, w, y, row->y_right / size / c->stride, row->right, 0, row->right_skip / size);
        }
    }
}

/* Body of a function (rp_phase_row *row, const rp_phase_columns *c): windows of `columns`; turns_N: (columns - 1) / N. */
#define RP_PHASE_RUN(columns, turns_1, turns_2, turns_3) rp_phase_run_row(row, c);
#endif

#endif
