/* Successive blocks of sums of products: of four lines `a` with four lines `b` each, or two, or one. All of a block's lines walk the same nest (rp_nest.h); what the
 * blocks share is walked by assembly, so that a block costs little beside its products. */
#ifndef RP_TILE_BLOCKS_H
#define RP_TILE_BLOCKS_H

#include "internal/rp_nest.h"
#include "internal/rp_vfp.h"

/* Terms of a list; a 5x5 window fits, and every window of stride 2 or more up to 10x10. */
#define RP_LIST_MOST 32

/* Sums lie in rows of four, one row to a line of b: those with a[i] begin at start[i] and are stored at y[i]. Pointers and counts end up behind the last block. */
typedef struct {
    rp_nest nest;
    const float *a[4], *b[4];
    const float *start[4];
    float *y[4];
    int32_t a_on, b_on;        /* bytes: lines of a block to those of the next */
    int32_t start_row, y_row;  /* bytes: a row of sums to the next, and so from a block's last row to the next block's first, */
    int32_t start_on, y_on;    /* except from blocks of two rows: from behind the last one */
    int32_t blocks;            /* at least 1 */
    int32_t channels_left, rows_left; /* the assembly's counters */
    bool listed;                      /* whether `list` takes the place of the nest's rows and columns */
    int32_t list[2 * RP_LIST_MOST];
} rp_tile_blocks;

/* Where rows are short it costs more to go from row to row than from column to column: then there is a list of steps, of a and of b, behind each term of a channel
 * (behind the last one to the next channel). Steps of b are doubled; bit 0 of the last one is set. */
static inline void rp_blocks_list(rp_tile_blocks *blocks, bool downwards)
{
    rp_nest *nest = &blocks->nest;
    const bool rows_are_long = nest->columns > 2 && rp_nest_is_contiguous(nest, downwards);
    blocks->listed = !rows_are_long && nest->columns <= RP_LIST_MOST && nest->rows > 1;
    if (blocks->listed && nest->rows * nest->columns > RP_LIST_MOST) {
        blocks->listed = nest->channels == 1;
        if (blocks->listed) { /* each row is a channel */
            nest->channels = nest->rows;
            nest->a_channel = nest->a_row;
            nest->b_channel = nest->b_row;
            nest->rows = 1;
            nest->a_row = 0;
            nest->b_row = 0;
        }
    }
    int32_t *step = blocks->list;
    for (int32_t j = 1; j <= nest->rows && blocks->listed; j++) {
        for (int32_t i = 1; i <= nest->columns; i++) {
            step[0] = nest->a_column;
            step[1] = 2 * nest->b_column;
            step += 2;
        }
        step[-2] += nest->a_row + (j == nest->rows ? nest->a_channel : 0);
        step[-1] += 2 * (nest->b_row + (j == nest->rows ? nest->b_channel : 0)) + (j == nest->rows ? 1 : 0);
    }
}

#ifdef RP_VFP_ASM

/* Where four sums lie: s##N and up. r1-r4 move on by r12. */
#define RP_BLOCKS_ROW(op, s0, s1, s2, s3) \
    op " " s0 ", [r1]\n" op " " s1 ", [r2]\n" op " " s2 ", [r3]\n" op " " s3 ", [r4]\nadd r1, r1, r12\nadd r2, r2, r12\nadd r3, r3, r12\nadd r4, r4, r12\n"
#define RP_BLOCKS_ROW_1(op) RP_BLOCKS_ROW(op, "s0", "s1", "s2", "s3")
#define RP_BLOCKS_ROWS_4(op) \
    RP_BLOCKS_ROW_1(op) RP_BLOCKS_ROW(op, "s4", "s5", "s6", "s7") RP_BLOCKS_ROW(op, "s8", "s9", "s10", "s11") RP_BLOCKS_ROW(op, "s12", "s13", "s14", "s15")
#define RP_BLOCKS_ROWS_2(op) RP_BLOCKS_ROW_1(op) RP_BLOCKS_ROW(op, "s4", "s5", "s6", "s7")
#define RP_BLOCKS_SUMS(ROWS, op, pointers, step) \
    "add r10, r0, %[" pointers "]\nldr r12, [r0, %[" step "]]\nldmia r10, {r1-r4}\n" ROWS(op) "stmia r10, {r1-r4}\n"

/* r0 the blocks; then r1-r4 lines a and r5, r6, r8, r9 lines b, or r5 alone. */
#define RP_BLOCKS_BEGIN(ROWS, LINES_B) \
    "0:\n" RP_BLOCKS_SUMS(ROWS, "vldr", "start", "start_row") "add r10, r0, %[a]\nldmia r10!, {r1-r4}\nldmia r10, {" LINES_B "}\n" \
    "ldr r12, [r0, %[channels]]\nstr r12, [r0, %[channels_left]]\n"
/* COLUMN: the products of a term, and pointers moved by r12 (a) and, behind RP_LISTED_B, lr (b). Nothing waits for the steps where COLUMN begins with loads. */
#define RP_LISTED_B "asrs lr, lr, #1\n"
#define RP_LISTED_MOVE(pointer, step) "add " pointer ", " pointer ", " step "\n"
#define RP_LISTED_LOAD(register, pointer) "vldr " register ", [" pointer "]\n"
#define RP_BLOCKS_LISTED(BEGIN, COLUMN, END) \
    BEGIN "1:\nadd r10, r0, %[list]\n" \
    "2:\nldrd r12, lr, [r10], #8\n" COLUMN "bcc 2b\n" \
    "ldr r10, [r0, %[channels_left]]\nsubs r10, r10, #1\nstr r10, [r0, %[channels_left]]\nbne 1b\n" END
#define RP_BLOCKS_NEXT "ldr r10, [r0, %[blocks]]\nsubs r10, r10, #1\nstr r10, [r0, %[blocks]]\nbne 0b\n"
#define RP_BLOCKS_MOVE_4(pointers, step) \
    "add r10, r0, %[" pointers "]\nldr r12, [r0, %[" step "]]\nldmia r10, {r1-r4}\n" \
    "add r1, r1, r12\nadd r2, r2, r12\nadd r3, r3, r12\nadd r4, r4, r12\nstmia r10, {r1-r4}\n"
#define RP_BLOCKS_MOVE_B "ldr r10, [r0, %[b]]\nldr r12, [r0, %[b_on]]\nadd r10, r10, r12\nstr r10, [r0, %[b]]\n"

/* Four by four: the lines a stay. */
#define RP_BLOCKS_BEGIN_4X4 RP_BLOCKS_BEGIN(RP_BLOCKS_ROWS_4, "r5, r6, r8, r9")
#define RP_BLOCKS_END_4X4 RP_BLOCKS_SUMS(RP_BLOCKS_ROWS_4, "vstr", "y", "y_row") RP_BLOCKS_MOVE_4("b", "b_on") RP_BLOCKS_NEXT
/* Four by two: the lines b stay. */
#define RP_BLOCKS_BEGIN_4X2 RP_BLOCKS_BEGIN(RP_BLOCKS_ROWS_2, "r5, r6")
#define RP_BLOCKS_END_4X2 \
    RP_BLOCKS_SUMS(RP_BLOCKS_ROWS_2, "vstr", "y", "y_row") RP_BLOCKS_MOVE_4("a", "a_on") RP_BLOCKS_MOVE_4("start", "start_on") RP_BLOCKS_MOVE_4("y", "y_on") \
    RP_BLOCKS_NEXT
/* Four by one. */
#define RP_BLOCKS_BEGIN_4X1 RP_BLOCKS_BEGIN(RP_BLOCKS_ROW_1, "r5")
#define RP_BLOCKS_END_4X1 RP_BLOCKS_SUMS(RP_BLOCKS_ROW_1, "vstr", "y", "y_row") RP_BLOCKS_MOVE_4("a", "a_on") RP_BLOCKS_MOVE_B RP_BLOCKS_NEXT
/* Four pairs: each line of a with its line of b. */
#define RP_BLOCKS_BEGIN_PAIRS RP_BLOCKS_BEGIN(RP_BLOCKS_ROW_1, "r5, r6, r8, r9")
#define RP_BLOCKS_END_PAIRS RP_BLOCKS_SUMS(RP_BLOCKS_ROW_1, "vstr", "y", "y_row") RP_BLOCKS_MOVE_4("a", "a_on") RP_BLOCKS_MOVE_4("b", "b_on") RP_BLOCKS_NEXT

/* Body of a function (rp_tile_blocks *blocks); fields of it and of its nest by name. */
#define RP_BLOCKS_FIELD(field) [field] "i"(offsetof(rp_tile_blocks, field))
#define RP_BLOCKS_NEST_FIELD(field) [field] "i"(offsetof(rp_tile_blocks, nest.field))
#define RP_BLOCKS_ASM(text) \
    register rp_tile_blocks *in_r0 __asm("r0") = blocks; \
    __asm volatile(text \
                   : \
                   : "r"(in_r0), RP_BLOCKS_NEST_FIELD(channels), RP_BLOCKS_NEST_FIELD(rows), RP_BLOCKS_NEST_FIELD(columns), RP_BLOCKS_NEST_FIELD(a_column), \
                     RP_BLOCKS_NEST_FIELD(a_row), RP_BLOCKS_NEST_FIELD(a_channel), RP_BLOCKS_NEST_FIELD(b_column), RP_BLOCKS_NEST_FIELD(b_row), \
                     RP_BLOCKS_NEST_FIELD(b_channel), RP_BLOCKS_FIELD(a), RP_BLOCKS_FIELD(b), RP_BLOCKS_FIELD(start), RP_BLOCKS_FIELD(y), \
                     RP_BLOCKS_FIELD(a_on), RP_BLOCKS_FIELD(b_on), RP_BLOCKS_FIELD(start_row), RP_BLOCKS_FIELD(y_row), RP_BLOCKS_FIELD(start_on), RP_BLOCKS_FIELD(y_on), RP_BLOCKS_FIELD(blocks), \
                     RP_BLOCKS_FIELD(channels_left), RP_BLOCKS_FIELD(rows_left), RP_BLOCKS_FIELD(list) \
                   : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", "lr", RP_VFP_ALL, "cc", "memory");

#define RP_BLOCKS_4X4(text) RP_BLOCKS_ASM(text)
#define RP_BLOCKS_4X2(text) RP_BLOCKS_ASM(text)
#define RP_BLOCKS_4X1(text) RP_BLOCKS_ASM(text)
#define RP_BLOCKS_PAIRS(text) RP_BLOCKS_ASM(text)
#define RP_BLOCKS_WINDOW(text) RP_BLOCKS_ASM(text)
#else

/* `rows` rows of a block: their sums are complete before the first is stored, since missing lines of a share the place of the last. */
static inline void rp_blocks_block(rp_tile_blocks *blocks, int32_t rows, const float *const *a, const float *const *b, int32_t b_of_a)
{
    const int32_t size = (int32_t)sizeof(float);
    float sums[16];
    for (int32_t i = 0; i < 4 * rows; i++) {
        sums[i] = rp_nest_sum(&blocks->nest, a[i % 4], b[i / 4 + i % 4 * b_of_a], blocks->start[i % 4][i / 4 * (blocks->start_row / size)]);
    }
    for (int32_t i = 0; i < 4 * rows; i++) {
        blocks->y[i % 4][i / 4 * (blocks->y_row / size)] = sums[i];
    }
    for (int32_t i = 0; i < 4; i++) {
        blocks->start[i] += rows * (blocks->start_row / size);
        blocks->y[i] += rows * (blocks->y_row / size);
    }
}

static inline void rp_blocks_move(const float **lines, int32_t count, int32_t bytes)
{
    for (int32_t i = 0; i < count; i++) {
        lines[i] += bytes / (int32_t)sizeof(float);
    }
}

#define RP_BLOCKS_4X4(text) \
    for (; blocks->blocks > 0; blocks->blocks--) { \
        rp_blocks_block(blocks, 4, blocks->a, blocks->b, 0); \
        rp_blocks_move(blocks->b, 4, blocks->b_on); \
    }
#define RP_BLOCKS_4X2(text) \
    for (; blocks->blocks > 0; blocks->blocks--) { \
        rp_blocks_block(blocks, 2, blocks->a, blocks->b, 0); \
        rp_blocks_move(blocks->a, 4, blocks->a_on); \
        for (int32_t i = 0; i < 4; i++) { \
            blocks->start[i] += blocks->start_on / (int32_t)sizeof(float); \
            blocks->y[i] += blocks->y_on / (int32_t)sizeof(float); \
        } \
    }
#define RP_BLOCKS_4X1(text) \
    for (; blocks->blocks > 0; blocks->blocks--) { \
        rp_blocks_block(blocks, 1, blocks->a, blocks->b, 0); \
        rp_blocks_move(blocks->a, 4, blocks->a_on); \
        rp_blocks_move(blocks->b, 1, blocks->b_on); \
    }
#define RP_BLOCKS_PAIRS(text) \
    for (; blocks->blocks > 0; blocks->blocks--) { \
        rp_blocks_block(blocks, 1, blocks->a, blocks->b, 1); \
        rp_blocks_move(blocks->a, 4, blocks->a_on); \
        rp_blocks_move(blocks->b, 4, blocks->b_on); \
    }
/* Lines of a are adjacent. */
#define RP_BLOCKS_WINDOW(text) \
    for (; blocks->blocks > 0; blocks->blocks--) { \
        const float *windows[4] = {blocks->a[0], blocks->a[0] + 1, blocks->a[0] + 2, blocks->a[0] + 3}; \
        rp_blocks_block(blocks, 4, windows, blocks->b, 0); \
        rp_blocks_move(blocks->b, 4, blocks->b_on); \
    }
#endif

#endif
