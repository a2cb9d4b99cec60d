/* Calls in tiles (rp_tiles_run) against plain loops over the whole tensors: groups, samples, operands that stay, accumulators in three buffers, first loads and last stores that neighbours
 * hide. The team and the DMA are the test's own: a tile computes before the transfers beside it or behind them, and these happen at once or at their end, in order or the other way round. */
#define RP_DMA 1
#define RP_CORES 2
#define rp_tiles_run tested_tiles_run

#include "rp_test.h"

#include <stdlib.h>
#include <string.h>

#include "../src/tile/rp_tiles_run.c"

enum { CASES = 3000, MOST_PLANS = 3, MOST_GROUPS = 4, MOST_TILES = 4, MOST_ROWS = 3, MOST_COLUMNS = 5, MOST_KEPT = 4, MOST_SAMPLES = 3, AREA = 2048, MOST_COPIES = 64 };

/* When a tile computes, and when copies happen. */
static bool late_work, late_copies, backwards;

static struct {
    void (*work)(void *);
    void *argument;
} forked;

typedef struct {
    rp_dma_block l1;
    uint8_t *l2;
    bool load;
} copy;

static copy copies[MOST_COPIES];
static uint32_t copy_count;

void rp_fork_begin(void (*work)(void *), void *argument)
{
    forked.work = work;
    forked.argument = argument;
    if (!late_work) {
        work(argument);
    }
}

void rp_fork_end(void)
{
    if (late_work) {
        forked.work(forked.argument);
    }
}

rp_dma rp_dma_begin(void)
{
    copy_count = 0;
    return (rp_dma){0};
}

static void run_copy(const copy *c)
{
    for (uint32_t row = 0; row < c->l1.rows; row++) {
        uint8_t *near = (uint8_t *)c->l1.l1 + row * c->l1.bytes;
        uint8_t *far = c->l2 + row * c->l1.stride;
        memcpy(c->load ? near : far, c->load ? far : near, c->l1.bytes);
    }
}

static void begin_copy(copy c)
{
    if (late_copies) {
        assert_true(copy_count < MOST_COPIES);
        copies[copy_count++] = c;
    } else {
        run_copy(&c);
    }
}

void rp_dma_load(const rp_dma_block *block, const void *l2)
{
    begin_copy((copy){*block, (uint8_t *)(uintptr_t)l2, true});
}

void rp_dma_store(const rp_dma_block *block, void *l2)
{
    begin_copy((copy){*block, l2, false});
}

void rp_dma_end(rp_dma group)
{
    (void)group;
    for (uint32_t i = 0; i < copy_count; i++) {
        run_copy(&copies[backwards ? copy_count - 1 - i : i]);
    }
    copy_count = 0;
}

/* The kernel's geometry. */
typedef struct {
    int32_t elements, kept;
    uint32_t salt;
} tile_shape;

/* x, w (or NULL), y, sums, r, scratch. The sums depend on the order in which tiles come. */
static void compute(void *argument)
{
    const rp_tile_job *job = argument;
    const uint32_t *x = job->operand[0], *w = job->operand[1], *r = job->operand[4];
    uint32_t *y = job->operand[2], *sums = job->operand[3], *scratch = job->operand[5];
    tile_shape shape;
    memcpy(&shape, job->shape, sizeof shape);
    for (int32_t i = 0; i < shape.elements; i++) {
        const int32_t k = i % shape.kept;
        *scratch = 5U * x[i] + (w == NULL ? 7U : w[k]) + r[k] + shape.salt;
        y[i] = *scratch;
        sums[k] = 31U * sums[k] + *scratch;
    }
}

/* A call with its tensors: x [samples][rows][width], y [samples][groups][rows][width]; w, sums, r [groups][kept]. A tile has all rows of some columns. */
typedef struct {
    int32_t groups, tiles, rows, kept, samples, width;
    int32_t column[MOST_TILES + 1];
    bool without_w[MOST_TILES];
    uint32_t *x, *w, *y, *sums, *r, *expected_y, *expected_sums;
    rp_tile_operand operands[RP_TILE_OPERANDS];
    rp_tile_block blocks[MOST_GROUPS * MOST_TILES * 3 + MOST_TILES];
    rp_tile tile[MOST_GROUPS * MOST_TILES];
    tile_shape shapes[MOST_GROUPS * MOST_TILES];
    uint16_t ends[MOST_GROUPS];
    rp_tile_plan plan;
} call;

static uint32_t *words(test_random *random, int32_t count)
{
    uint32_t *array = test_allocate((size_t)count * sizeof *array);
    for (int32_t i = 0; i < count; i++) {
        array[i] = test_next(random);
    }
    return array;
}

static uint32_t *copied(const uint32_t *array, int32_t count)
{
    uint32_t *other = test_allocate((size_t)count * sizeof *array);
    memcpy(other, array, (size_t)count * sizeof *array);
    return other;
}

/* Tensors of a random call; x may be what another call makes, of so many rows and columns. */
static void draw(call *c, test_random *random, int32_t samples, const call *before)
{
    memset(c, 0, sizeof *c);
    c->groups = test_int(random, 1, MOST_GROUPS);
    c->samples = samples;
    c->kept = test_int(random, 1, MOST_KEPT);
    if (before == NULL) {
        c->rows = test_int(random, 1, MOST_ROWS);
        c->tiles = test_int(random, 1, MOST_TILES);
        for (int32_t t = 0; t < c->tiles; t++) {
            c->column[t + 1] = c->column[t] + test_int(random, 1, MOST_COLUMNS);
        }
        c->width = c->column[c->tiles];
        c->x = words(random, samples * c->rows * c->width);
    } else {
        c->rows = before->groups * before->rows;
        c->tiles = before->tiles;
        memcpy(c->column, before->column, sizeof c->column);
        c->width = before->width;
        c->x = before->y;
    }
    c->w = words(random, c->groups * c->kept);
    c->y = words(random, samples * c->groups * c->rows * c->width);
    c->sums = words(random, c->groups * c->kept);
    c->r = words(random, c->groups * c->kept);
    for (int32_t t = 0; t < c->tiles; t++) {
        c->without_w[t] = test_int(random, 0, 5) == 0;
    }
    c->expected_y = copied(c->y, samples * c->groups * c->rows * c->width);
    c->expected_sums = copied(c->sums, c->groups * c->kept);
}

static void plain(call *c, const uint32_t *x)
{
    for (int32_t g = 0; g < c->groups; g++) {
        for (int32_t s = 0; s < c->samples; s++) {
            for (int32_t t = 0; t < c->tiles; t++) {
                int32_t i = 0;
                for (int32_t row = 0; row < c->rows; row++) {
                    for (int32_t column = c->column[t]; column < c->column[t + 1]; column++, i++) {
                        const int32_t k = g * c->kept + i % c->kept;
                        const uint32_t value = 5U * x[(s * c->rows + row) * c->width + column] + (c->without_w[t] ? 7U : c->w[k]) + c->r[k] + (uint32_t)(g + t);
                        c->expected_y[((s * c->groups + g) * c->rows + row) * c->width + column] = value;
                        c->expected_sums[k] = 31U * c->expected_sums[k] + value;
                    }
                }
            }
        }
    }
}

static uint16_t block(call *c, uint32_t *count, int32_t offset, int32_t rows, int32_t width, int32_t stride)
{
    c->blocks[*count] = (rp_tile_block){4U * (uint32_t)offset, (uint32_t)rows, 4U * (uint32_t)width, 4U * (uint32_t)stride};
    return (uint16_t)(*count)++;
}

static uint32_t sample_bytes(const call *c, int32_t groups)
{
    return 4U * (uint32_t)(groups * c->rows * c->width);
}

/* One buffer for what never changes, two for what does, three for sums that change in two iterations in a row. */
static void place(call *c, uint32_t from)
{
    const bool several = c->tiles > 1 || c->samples > 1;
    const uint32_t moved = 4U * (uint32_t)c->rows * MOST_COLUMNS;
    const uint32_t kept = 4U * MOST_KEPT;
    const uint16_t sums = c->groups == 1 ? 1 : several ? 2 : 3;
    rp_tile_operand operands[RP_TILE_OPERANDS] = {
        {c->x, NULL, sample_bytes(c, 1), 0, moved, several ? 2 : 1, RP_TILE_READ},
        {c->w, NULL, 0, 0, kept, c->groups > 1 ? 2 : 1, RP_TILE_READ},
        {c->y, NULL, sample_bytes(c, c->groups), 0, moved, several || c->groups > 1 ? 2 : 1, RP_TILE_WRITE},
        {c->sums, NULL, 0, 0, kept, sums, RP_TILE_UPDATE},
        {c->r, NULL, 0, 0, 0, 0, RP_TILE_RESIDENT},
        {NULL, NULL, 0, 0, 4, 1, RP_TILE_SCRATCH},
    };
    for (uint32_t i = 0; i < RP_TILE_OPERANDS; i++) {
        operands[i].l1 = from;
        from += operands[i].buffers * operands[i].buffer_bytes;
    }
    memcpy(c->operands, operands, sizeof operands);
}

/* The plan of a call whose blocks lie in the arena from byte `from` on. */
static void make_plan(call *c, uint8_t *arena, uint32_t from)
{
    uint32_t blocks = 0;
    uint32_t tiles = 0;
    place(c, from);
    const uint16_t all = block(c, &blocks, 0, 1, 1, 1);
    uint16_t x[MOST_TILES];
    for (int32_t t = 0; t < c->tiles; t++) {
        x[t] = block(c, &blocks, c->column[t], c->rows, c->column[t + 1] - c->column[t], c->width);
    }
    for (int32_t g = 0; g < c->groups; g++) {
        const uint16_t kept = block(c, &blocks, g * c->kept, 1, c->kept, 0);
        for (int32_t t = 0; t < c->tiles; t++, tiles++) {
            const uint16_t y = block(c, &blocks, g * c->rows * c->width + c->column[t], c->rows, c->column[t + 1] - c->column[t], c->width);
            c->shapes[tiles] = (tile_shape){c->rows * (c->column[t + 1] - c->column[t]), c->kept, (uint32_t)(g + t)};
            c->tile[tiles] = (rp_tile){&c->shapes[tiles], {x[t], c->without_w[t] ? RP_TILE_NONE : kept, y, kept, kept, all}};
        }
        c->ends[g] = (uint16_t)tiles;
    }
    c->plan = (rp_tile_plan){compute, arena, NULL, c->operands, c->blocks, c->tile, c->ends, (uint16_t)c->groups, RP_TILE_OPERANDS, sizeof(tile_shape), 0, 0};
}

static void assert_words(const char *what, const uint32_t *actual, const uint32_t *expected, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (actual[i] != expected[i]) {
            fail_msg("%s[%d]: %08x, not %08x", what, (int)i, (unsigned)actual[i], (unsigned)expected[i]);
        }
    }
}

/* Up to three calls one behind the other, at the bottom and at the top of the arena in turn. */
static void one_case(test_random *random, int32_t *connected)
{
    call calls[MOST_PLANS];
    bool follows[MOST_PLANS] = {false};
    const int32_t count = test_int(random, 1, MOST_PLANS);
    const int32_t samples = test_int(random, 1, MOST_SAMPLES);
    uint8_t *arena = test_allocate(RP_TILE_STATE_BYTES + 2 * AREA);
    for (int32_t i = 0; i < count; i++) {
        follows[i] = i > 0 && !follows[i - 1] && test_int(random, 0, 1) == 0;
        draw(&calls[i], random, samples, follows[i] ? &calls[i - 1] : NULL);
        plain(&calls[i], follows[i] ? calls[i - 1].expected_y : calls[i].x);
        make_plan(&calls[i], arena, RP_TILE_STATE_BYTES + (uint32_t)(i % 2) * AREA);
        if (i > 0 && test_int(random, 0, 4) > 0) {
            calls[i - 1].plan.next = &calls[i].plan;
            /* all that is loaded, but what the call before makes */
            calls[i].plan.early = follows[i] ? 1U << 1 | 1U << 3 : 1U << 0 | 1U << 1 | 1U << 3;
            calls[i - 1].plan.leaves = !follows[i];
            (*connected)++;
        }
    }
    late_work = test_int(random, 0, 1) == 1;
    late_copies = test_int(random, 0, 1) == 1;
    backwards = test_int(random, 0, 1) == 1;
    for (int32_t i = 0; i < count; i++) {
        tested_tiles_run(&calls[i].plan, samples);
    }
    for (int32_t i = 0; i < count; i++) {
        call *c = &calls[i];
        assert_words("y", c->y, c->expected_y, samples * c->groups * c->rows * c->width);
        assert_words("sums", c->sums, c->expected_sums, c->groups * c->kept);
    }
    for (int32_t i = 0; i < count; i++) {
        call *c = &calls[i];
        void *used[] = {follows[i] ? NULL : c->x, c->w, c->y, c->sums, c->r, c->expected_y, c->expected_sums};
        for (size_t k = 0; k < sizeof used / sizeof *used; k++) {
            free(used[k]);
        }
    }
    free(arena);
}

static void tiles_do_what_plain_loops_do(void **state)
{
    (void)state;
    test_random random = test_seed(51);
    int32_t cases = 0;
    int32_t connected = 0;
    for (; cases < CASES; cases++) {
        one_case(&random, &connected);
    }
    assert_int_equal(cases, CASES);
    assert_true(connected > CASES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tiles_do_what_plain_loops_do)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
