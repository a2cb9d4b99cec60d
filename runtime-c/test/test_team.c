/* Kernels that a team shares, in their portable twins, against the portable kernels: the same bits however many cores share the work. */
#include "rp_test.h"
#include "team_jobs.h"

#include <stdlib.h>
#include <string.h>

enum { CASES_EACH = 60, MOST_CORES = 9 };

static test_random the_random;

static int32_t between(int32_t low, int32_t high)
{
    return test_int(&the_random, low, high);
}

/* One time in four what comparisons and signs of zero decide. */
static float value(test_random *random)
{
    static const float SMALL[] = {0.0f, -0.0f, 1.0f, -1.0f, 0.5f, 6.0f};
    return test_int(random, 0, 3) == 0 ? SMALL[test_int(random, 0, 5)] : test_special(random);
}

static void by_turns(const team_case *kernel, const team_job *job)
{
    const int32_t cores = between(1, MOST_CORES);
    for (int32_t core = 0; core < cores; core++) {
        kernel->shared((rp_share){core, cores}, job);
    }
}

static void as_portable(const team_case *kernel)
{
    team_arrays t = {
        .a = test_floats(&the_random, TEAM_MOST, value), .b = test_floats(&the_random, TEAM_MOST, value), .c = test_floats(&the_random, TEAM_MOST, value),
        .d = test_floats(&the_random, TEAM_MOST, value), .codes = test_codes(&the_random, TEAM_MOST), .slot = test_codes(&the_random, TEAM_MOST),
    };
    t.expected_c = test_copy(t.c, TEAM_MOST);
    t.expected_d = test_copy(t.d, TEAM_MOST);
    t.expected_slot = test_allocate(TEAM_MOST);
    memcpy(t.expected_slot, t.slot, TEAM_MOST);
    team_run(kernel, &t, between, by_turns);
    test_same_bits(kernel->name, t.c, t.expected_c, TEAM_MOST);
    test_same_bits(kernel->name, t.d, t.expected_d, TEAM_MOST);
    test_same_codes(kernel->name, t.slot, t.expected_slot, TEAM_MOST);
    void *used[] = {t.a, t.b, t.c, t.d, t.codes, t.slot, t.expected_c, t.expected_d, t.expected_slot};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void as_portable_kernels(void **state)
{
    (void)state;
    the_random = test_seed(41);
    int32_t cases = 0;
    for (int32_t kernel = 0; kernel < (int32_t)TEAM_KERNELS; kernel++) {
        for (int32_t i = 0; i < CASES_EACH; i++, cases++) {
            as_portable(&TEAM_CASES[kernel]);
        }
    }
    assert_int_equal(cases, 50 * CASES_EACH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_portable_kernels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
