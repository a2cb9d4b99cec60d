/* PCG32 against the vectors its author published (pcg-c-basic, pcg32-demo: seed 42, stream 54), and what follows from it. */
#include "rp_test.h"
#include "learner/rp_crc32.h"
#include "learner/rp_random.h"

static void published_vectors(void **state)
{
    (void)state;
    const uint32_t expected[] = {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU};
    rp_random random;
    rp_random_seed(&random, 42, 54);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        assert_int_equal(rp_random_next(&random), expected[i]);
    }
}

static void bounded_is_below_its_bound_and_fair(void **state)
{
    (void)state;
    rp_random random;
    rp_random_seed(&random, 7, 54);
    uint32_t counts[7] = {0};
    for (uint32_t i = 0; i < 70000; i++) {
        uint32_t x = rp_random_bounded(&random, 7);
        assert_true(x < 7);
        counts[x]++;
    }
    for (uint32_t i = 0; i < 7; i++) {
        assert_in_range(counts[i], 9600, 10400); /* 4.3 standard deviations */
    }
}

/* 2^32 mod n is large for this n, so that a quarter of all first draws must be drawn again; a plain product would not. */
static void bounded_draws_again_where_a_product_would_be_unfair(void **state)
{
    (void)state;
    const uint32_t n = 0xc0000000U;
    rp_random random;
    rp_random twin;
    rp_random_seed(&random, 3, 54);
    twin = random;
    uint32_t again = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        uint64_t product = (uint64_t)rp_random_next(&twin) * n;
        while ((product & 0xffffffffU) < (1ULL << 32) % n) {
            again++;
            product = (uint64_t)rp_random_next(&twin) * n;
        }
        assert_int_equal(rp_random_bounded(&random, n), product >> 32);
    }
    assert_true(again > 100);
}

static void bounded_one_draws_once(void **state)
{
    (void)state;
    rp_random random;
    rp_random twin;
    rp_random_seed(&random, 9, 54);
    twin = random;
    assert_int_equal(rp_random_bounded(&random, 1), 0);
    (void)rp_random_next(&twin);
    assert_int_equal(rp_random_next(&random), rp_random_next(&twin));
}

static void permutation_holds_every_index_once(void **state)
{
    (void)state;
    rp_random random;
    rp_random_seed(&random, 11, 54);
    for (uint32_t n = 0; n <= 200; n++) {
        uint16_t a[200] = {0};
        uint8_t found[200] = {0};
        rp_random_permutation(&random, a, n);
        for (uint32_t i = 0; i < n; i++) {
            assert_true(a[i] < n);
            assert_int_equal(found[a[i]], 0);
            found[a[i]] = 1;
        }
    }
}

/* N8.3 spelled out for n = 4: three draws, of 4, 3 and 2, each swapping with the end. */
static void permutation_follows_the_shuffle_of_the_contract(void **state)
{
    (void)state;
    rp_random random;
    rp_random twin;
    rp_random_seed(&random, 5, 54);
    twin = random;
    uint16_t a[4];
    rp_random_permutation(&random, a, 4);
    uint16_t b[4] = {0, 1, 2, 3};
    for (uint32_t k = 3; k >= 1; k--) {
        uint32_t j = rp_random_bounded(&twin, k + 1);
        uint16_t t = b[k];
        b[k] = b[j];
        b[j] = t;
    }
    assert_memory_equal(a, b, sizeof a);
}

static void crc32_has_its_check_value_and_continues(void **state)
{
    (void)state;
    assert_int_equal(rp_crc32(0, "123456789", 9), 0xcbf43926U);
    assert_int_equal(rp_crc32(rp_crc32(0, "1234", 4), "56789", 5), 0xcbf43926U);
    assert_int_equal(rp_crc32(0, "", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(bounded_is_below_its_bound_and_fair),
        cmocka_unit_test(bounded_draws_again_where_a_product_would_be_unfair),
        cmocka_unit_test(bounded_one_draws_once),
        cmocka_unit_test(permutation_holds_every_index_once),
        cmocka_unit_test(permutation_follows_the_shuffle_of_the_contract),
        cmocka_unit_test(crc32_has_its_check_value_and_continues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
