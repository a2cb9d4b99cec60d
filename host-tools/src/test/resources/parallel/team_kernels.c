/* Tries the cases of team_jobs.h by the kernels' own instructions and on the whole team, against the portable kernels on one core: after one byte over the link it answers
 * with the number of cases that differ, and with that of the cases. */
#include "rp_board.h"
#include "rp_parallel.h"
#include "team_jobs.h"

#include <string.h>

#define ROUNDS 4 /* cases of each kernel */

__attribute__((section(".rp_l1"))) static float a[TEAM_MOST], b[TEAM_MOST], c[TEAM_MOST], d[TEAM_MOST];
__attribute__((section(".rp_l1"))) static uint8_t codes[TEAM_MOST], slot[TEAM_MOST];
static float expected_c[TEAM_MOST], expected_d[TEAM_MOST];
static uint8_t expected_slot[TEAM_MOST];
static uint32_t state = 1;

static int32_t between(int32_t low, int32_t high)
{
    state = state * 1664525U + 1013904223U;
    return low + (int32_t)((state >> 8) % (uint32_t)(high - low + 1));
}

static float value(void)
{
    static const uint32_t special[] = {0, 0x80000000U, 0x7fc00000U, 0xffc00000U, 0x7f800000U, 0xff800000U, 0x3f800000U, 1};
    float x = (float)between(-1000, 1000) / 256.0f;
    if (between(0, 7) == 0) {
        memcpy(&x, &special[between(0, 7)], sizeof x);
    }
    return x;
}

typedef struct {
    const team_case *kernel;
    const team_job *job;
} shared_work;

static void share(void *work)
{
    const shared_work *w = work;
    w->kernel->shared(rp_team_share(), w->job);
}

static void by_the_team(const team_case *kernel, const team_job *job)
{
    shared_work work = {kernel, job};
    rp_fork(share, &work);
}

static bool same(const float *x, const float *y)
{
    for (int32_t i = 0; i < TEAM_MOST; i++) {
        if (memcmp(x + i, y + i, sizeof *x) != 0 && (x[i] == x[i] || y[i] == y[i])) {
            return false;
        }
    }
    return true;
}

static bool as_portable(const team_case *kernel)
{
    static const team_arrays arrays = {a, b, c, d, expected_c, expected_d, codes, slot, expected_slot};
    for (int32_t i = 0; i < TEAM_MOST; i++) {
        a[i] = value();
        b[i] = value();
        expected_c[i] = c[i] = value();
        expected_d[i] = d[i] = value();
        codes[i] = (uint8_t)between(0, 255);
        expected_slot[i] = slot[i] = (uint8_t)between(0, 255);
    }
    team_run(kernel, &arrays, between, by_the_team);
    return same(c, expected_c) && same(d, expected_d) && memcmp(slot, expected_slot, sizeof slot) == 0;
}

int main(void)
{
    uint8_t byte;
    rp_board_init();
    while (rp_board_wait() && rp_board_read(&byte, 1) == 0) {
    }
    uint32_t different = 0;
    uint32_t cases = 0;
    for (uint32_t i = 0; i < ROUNDS * TEAM_KERNELS; i++, cases++) {
        different += !as_portable(&TEAM_CASES[i % TEAM_KERNELS]);
    }
    uint8_t answer[2] = {(uint8_t)(different < 255 ? different : 255), (uint8_t)cases};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
