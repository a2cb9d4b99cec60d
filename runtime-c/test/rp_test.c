#include "rp_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint32_t test_next(test_random *random)
{
    uint64_t old = random->state;
    random->state = old * 6364136223846793005u + random->increment;
    uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);
    return (mixed >> turn) | (mixed << ((32u - turn) & 31u));
}

test_random test_seed(uint64_t seed)
{
    test_random random = {0, (54u << 1) | 1u};
    test_next(&random);
    random.state += seed;
    test_next(&random);
    return random;
}

int32_t test_int(test_random *random, int32_t low, int32_t high)
{
    return low + (int32_t)(test_next(random) % (uint32_t)(high - low + 1));
}

float test_unit(test_random *random)
{
    return (float)((int32_t)test_next(random) >> 8) * 0x1p-23f;
}

float test_spread(test_random *random)
{
    return ldexpf(test_unit(random), test_int(random, -12, 12));
}

float test_special(test_random *random)
{
    switch (test_next(random) % 64u) {
    case 0:
        return NAN;
    case 1:
        return INFINITY;
    case 2:
        return -INFINITY;
    case 3:
        return 0x1p-140f;
    case 4:
    case 5:
        return -0.0f;
    case 6:
    case 7:
        return 0.0f;
    default:
        return test_spread(random);
    }
}

void *test_allocate(size_t bytes)
{
    void *memory = malloc(bytes);
    assert_true(memory != NULL || bytes == 0);
    return memory;
}

float *test_floats(test_random *random, int32_t count, float (*value)(test_random *))
{
    float *values = test_allocate((size_t)count * sizeof *values);
    for (int32_t i = 0; i < count; i++) {
        values[i] = value(random);
    }
    return values;
}

uint8_t *test_codes(test_random *random, int32_t count)
{
    uint8_t *codes = test_allocate((size_t)count);
    for (int32_t i = 0; i < count; i++) {
        codes[i] = (uint8_t)(test_next(random) >> 24);
    }
    return codes;
}

float *test_unwritten(int32_t count)
{
    float *values = test_allocate((size_t)count * sizeof *values);
    for (int32_t i = 0; i < count; i++) {
        values[i] = -12345.678f;
    }
    return values;
}

float *test_copy(const float *values, int32_t count)
{
    float *copy = test_allocate((size_t)count * sizeof *copy);
    memcpy(copy, values, (size_t)count * sizeof *copy);
    return copy;
}

float test_add(float a, float b)
{
    volatile float sum = a + b;
    return sum;
}

float test_mul(float a, float b)
{
    volatile float product = a * b;
    return product;
}

float test_mac(float acc, float a, float b)
{
#ifdef RP_ACCUMULATE_FUSED
    volatile float result = fmaf(a, b, acc);
    return result;
#else
    return test_add(acc, test_mul(a, b));
#endif
}

int test_is_same(float a, float b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

void test_same_bits(const char *what, const float *actual, const float *expected, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (!test_is_same(actual[i], expected[i])) {
            fail_msg("%s[%d] of %d: %a, expected %a", what, (int)i, (int)count, (double)actual[i], (double)expected[i]);
        }
    }
}

void test_same_codes(const char *what, const uint8_t *actual, const uint8_t *expected, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (actual[i] != expected[i]) {
            fail_msg("%s[%d] of %d: %d, expected %d", what, (int)i, (int)count, actual[i], expected[i]);
        }
    }
}

void test_close(const char *what, double actual, double expected, double magnitude, double tolerance)
{
    if (!(fabs(actual - expected) <= tolerance * (magnitude + 1e-30))) {
        fail_msg("%s: %g, expected %g (terms of %g in all)", what, actual, expected, magnitude);
    }
}

int64_t test_floor_div(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b < 0 ? quotient - 1 : quotient;
}

int32_t test_requantize(int64_t acc, int64_t m, int l, int r, int32_t zp, int32_t low, int32_t high)
{
    int64_t power_l = 1;
    int64_t power_r = 1;
    for (int i = 0; i < l; i++) {
        power_l *= 2;
    }
    for (int i = 0; i < r; i++) {
        power_r *= 2;
    }
    int64_t upper = test_floor_div(acc * power_l * m, 4294967296);
    int64_t y = zp + test_floor_div(upper + power_r / 2, power_r);
    return (int32_t)(y < low ? low : (y > high ? high : y));
}
