/* The portable twins of the DSP instructions against arithmetic on bytes and halves, and what is built on them. Where the compiler targets a core with these
 * instructions, this is a test of the instructions. */
#include "internal/rp_dsp.h"
#include "rp_kernels_s8.h"
#include "rp_test.h"

#include <stdlib.h>

enum { CASES = 20000 };

/* Words whose bytes are often at the ends of their range. */
static uint32_t random_word(test_random *random)
{
    const uint32_t ends[] = {0, 0xffffffffU, 0x80808080U, 0x7f7f7f7fU, 0x80008000U, 0x7fff7fffU, 0x00ff00ffU, 0x01000100U};
    const uint32_t word = test_next(random);
    return test_int(random, 0, 3) == 0 ? ends[word % 8] : word;
}

static int64_t unsigned_byte(uint32_t word, int i)
{
    uint8_t bytes[4];
    memcpy(bytes, &word, sizeof bytes);
    return bytes[i];
}

static int64_t signed_byte(uint32_t word, int i)
{
    return unsigned_byte(word, i) > 127 ? unsigned_byte(word, i) - 256 : unsigned_byte(word, i);
}

static int64_t unsigned_half(uint32_t word, int i)
{
    return unsigned_byte(word, 2 * i) + 256 * unsigned_byte(word, 2 * i + 1);
}

static int64_t signed_half(uint32_t word, int i)
{
    return unsigned_half(word, i) > 32767 ? unsigned_half(word, i) - 65536 : unsigned_half(word, i);
}

/* `value` modulo 2^32. */
static uint32_t wrapped(int64_t value)
{
    return (uint32_t)(value - test_floor_div(value, 4294967296) * 4294967296);
}

/* `value` modulo 2^16 for both halves. */
static uint32_t halves(int64_t low, int64_t high)
{
    return wrapped(low) % 65536U + wrapped(high) % 65536U * 65536U;
}

static int64_t hold(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : (value > high ? high : value);
}

static void unpacking(void **state)
{
    (void)state;
    test_random random = test_seed(50);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const uint32_t a = random_word(&random);
        const uint32_t b = random_word(&random);
        assert_int_equal(rp_uxtb16(a), halves(unsigned_byte(a, 0), unsigned_byte(a, 2)));
        assert_int_equal(rp_uxtb16_ror8(a), halves(unsigned_byte(a, 1), unsigned_byte(a, 3)));
        assert_int_equal(rp_sxtb16(a), halves(signed_byte(a, 0), signed_byte(a, 2)));
        assert_int_equal(rp_sxtb16_ror8(a), halves(signed_byte(a, 1), signed_byte(a, 3)));
        assert_int_equal(rp_pkhbt(a, b), halves(unsigned_half(a, 0), unsigned_half(b, 0)));
        assert_int_equal(rp_pkhtb(a, b), halves(unsigned_half(b, 1), unsigned_half(a, 1)));
    }
    assert_int_equal(cases, CASES);
}

static void sums(void **state)
{
    (void)state;
    test_random random = test_seed(51);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const uint32_t a = random_word(&random);
        const uint32_t b = random_word(&random);
        const int32_t acc = (int32_t)random_word(&random);
        const int64_t low = signed_half(a, 0) * signed_half(b, 0);
        const int64_t high = signed_half(a, 1) * signed_half(b, 1);
        assert_int_equal((uint32_t)rp_smlad(a, b, acc), wrapped(acc + low + high));
        assert_int_equal((uint32_t)rp_smuad(a, b), wrapped(low + high));
        assert_int_equal((uint32_t)rp_smlabb(a, b, acc), wrapped(acc + low));
        assert_int_equal((uint32_t)rp_smlatt(a, b, acc), wrapped(acc + high));
        assert_int_equal((uint32_t)rp_smlabt(a, b, acc), wrapped(acc + signed_half(a, 0) * signed_half(b, 1)));
        assert_int_equal((uint32_t)rp_smlatb(a, b, acc), wrapped(acc + signed_half(a, 1) * signed_half(b, 0)));
        const int64_t upper = test_floor_div((int64_t)(int32_t)a * (int32_t)b, 4294967296);
        assert_int_equal(rp_smmul((int32_t)a, (int32_t)b), upper);
        assert_int_equal((uint32_t)rp_smmla((int32_t)a, (int32_t)b, acc), wrapped(upper + acc));
        assert_int_equal(rp_uadd16(a, b), halves(unsigned_half(a, 0) + unsigned_half(b, 0), unsigned_half(a, 1) + unsigned_half(b, 1)));
        assert_int_equal(rp_uxtab16(a, b), halves(unsigned_half(a, 0) + unsigned_byte(b, 0), unsigned_half(a, 1) + unsigned_byte(b, 2)));
        assert_int_equal(rp_uxtab16_ror8(a, b), halves(unsigned_half(a, 0) + unsigned_byte(b, 1), unsigned_half(a, 1) + unsigned_byte(b, 3)));
    }
    assert_int_equal(cases, CASES);
}

static void bytes(void **state)
{
    (void)state;
    test_random random = test_seed(52);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const uint32_t a = random_word(&random);
        const uint32_t b = random_word(&random);
        for (int i = 0; i < 4; i++) {
            const int64_t x = unsigned_byte(a, i);
            const int64_t y = unsigned_byte(b, i);
            assert_int_equal(unsigned_byte(rp_uqadd8(a, b), i), hold(x + y, 0, 255));
            assert_int_equal(unsigned_byte(rp_uqsub8(a, b), i), hold(x - y, 0, 255));
            assert_int_equal(unsigned_byte(rp_max_bytes(a, b), i), x > y ? x : y);
            assert_int_equal(unsigned_byte(rp_min_bytes(a, b), i), x < y ? x : y);
            assert_int_equal(unsigned_byte(rp_four_bytes((uint32_t)x), i), x);
        }
        assert_int_equal(rp_usat8((int32_t)a), hold((int32_t)a, 0, 255));
        assert_int_equal(rp_usat8((int32_t)a % 512), hold((int32_t)a % 512, 0, 255));
    }
    assert_int_equal(cases, CASES);
}

/* Words at every address. */
static void unaligned(void **state)
{
    (void)state;
    test_random random = test_seed(53);
    for (int at = 0; at < 8; at++) {
        uint8_t *buffer = test_codes(&random, at + 4);
        const uint32_t word = test_next(&random);
        rp_store_word(buffer + at, word);
        assert_int_equal(rp_load_word(buffer + at), word);
        for (int i = 0; i < 4; i++) {
            assert_int_equal(buffer[at + i], unsigned_byte(word, i));
        }
        free(buffer);
    }
}

static void requantize(void **state)
{
    (void)state;
    test_random random = test_seed(54);
    int32_t cases = 0;
    int32_t within = 0;
    for (; cases < 10 * CASES; cases++) {
        const int l = test_int(&random, 0, 15);
        const int r = test_int(&random, 1, 31);
        const int32_t acc = (int32_t)test_floor_div((int32_t)test_next(&random), (int64_t)1 << test_int(&random, l, 31));
        const rp_requant q = {(int32_t)(0x40000000U + (test_next(&random) >> 2)), (int8_t)l, (int8_t)r};
        const int32_t zp = test_int(&random, 0, 255);
        const int32_t expected = test_requantize(acc, q.m, l, r, zp, 0, 255);
        assert_int_equal(rp_requantize_dsp(acc, q, zp), expected);
        assert_int_equal(rp_requantize(acc, q, zp, 0, 255), expected);
        within += expected > 0 && expected < 255;
    }
    assert_int_equal(cases, 10 * CASES);
    assert_true(within > cases / 8);
}

static void clamp(void **state)
{
    (void)state;
    test_random random = test_seed(55);
    for (int32_t count = 0; count < 200; count++) {
        uint8_t *y = test_codes(&random, count);
        uint8_t *expected = test_allocate((size_t)count);
        const int32_t low = test_int(&random, 0, 3) == 0 ? 0 : test_int(&random, 0, 255);
        const int32_t high = test_int(&random, 0, 3) == 0 ? 255 : test_int(&random, low, 255);
        for (int32_t i = 0; i < count; i++) {
            expected[i] = (uint8_t)hold(y[i], low, high);
        }
        rp_clamp_codes(y, count, low, high);
        test_same_codes("y", y, expected, count);
        free(y);
        free(expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacking), cmocka_unit_test(sums),       cmocka_unit_test(bytes),
        cmocka_unit_test(unaligned), cmocka_unit_test(requantize), cmocka_unit_test(clamp),
    };
    return cmocka_run_group_tests_name("dsp", tests, NULL, NULL);
}
