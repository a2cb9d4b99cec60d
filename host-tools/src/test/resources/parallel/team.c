/* Tries rp_parallel.h on a target: after one byte over the link it answers with the size of its team and the number of mistakes, each as one byte. */
#include "rp_board.h"
#include "rp_parallel.h"

#define FORKS 200
#define ROUNDS 5
#define MOST 40

static volatile int32_t slots[RP_CORES];
static volatile int32_t mistakes[RP_CORES];
static volatile uint8_t taken[MOST];
static volatile int32_t meanwhile;

/* Everybody writes, everybody sees what all have written, ROUNDS times. */
static void exchange(void *argument)
{
    const int32_t *fork = argument;
    int32_t core = rp_core();
    for (int32_t round = 0; round < ROUNDS; round++) {
        slots[core] = *fork * ROUNDS + round + core;
        rp_barrier();
        for (int32_t other = 0; other < RP_CORES; other++) {
            mistakes[core] += slots[other] != *fork * ROUNDS + round + other;
        }
        rp_barrier();
    }
}

/* Everybody takes its share of `*argument` items. */
static void share(void *argument)
{
    rp_span own = rp_share_of(rp_team_share(), *(const int32_t *)argument);
    for (int32_t item = own.first; item < own.end; item++) {
        taken[item]++;
    }
}

static int32_t tried(void)
{
    int32_t wrong = 0;
    for (int32_t fork = 0; fork < FORKS; fork++) {
        rp_fork(exchange, &fork);
        for (int32_t core = 0; core < RP_CORES; core++) {
            wrong += slots[core] != fork * ROUNDS + ROUNDS - 1 + core;
        }
    }
    for (int32_t count = 0; count <= MOST; count++) {
        rp_fork_begin(share, &count);
        meanwhile = count; /* the team works */
        rp_fork_end();
        wrong += meanwhile != count;
        for (int32_t item = 0; item < MOST; item++) {
            wrong += taken[item] != (item < count ? 1 : 0);
            taken[item] = 0;
        }
    }
    for (int32_t core = 0; core < RP_CORES; core++) {
        wrong += mistakes[core];
    }
    return wrong < 255 ? wrong : 255;
}

int main(void)
{
    uint8_t byte;
    rp_board_init();
    while (rp_board_wait() && rp_board_read(&byte, 1) == 0) {
    }
    uint8_t answer[2] = {RP_CORES, (uint8_t)tried()};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
