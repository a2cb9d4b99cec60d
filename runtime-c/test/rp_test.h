/* What the kernel tests share: a seeded generator, arrays of exact size (so that the address sanitizer sees every step outside), bitwise comparison and
 * the multiply-accumulate of N1.2 written a second time. */
#ifndef RP_TEST_H
#define RP_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* PCG32 (docs/numerics.md N8.1). */
typedef struct {
    uint64_t state, increment;
} test_random;

test_random test_seed(uint64_t seed);
uint32_t test_next(test_random *random);
/* Uniform in low..high. */
int32_t test_int(test_random *random, int32_t low, int32_t high);
/* Signs and magnitudes 2^-12 .. 2^12: sums of such values lose bits, so that another order gives another result. */
float test_spread(test_random *random);
/* In -1..1. */
float test_unit(test_random *random);
/* test_spread, or one time in eight NaN, an infinity, a zero of either sign, a subnormal. */
float test_special(test_random *random);

/* Arrays of exactly `count` elements; freed by the caller. */
float *test_floats(test_random *random, int32_t count, float (*value)(test_random *));
uint8_t *test_codes(test_random *random, int32_t count);
/* Filled with a pattern that no kernel writes: what stays is noticed. */
float *test_unwritten(int32_t count);
float *test_copy(const float *values, int32_t count);
void *test_allocate(size_t bytes);

/* N1.2, every intermediate through a volatile. */
float test_mac(float acc, float a, float b);
float test_add(float a, float b);
float test_mul(float a, float b);

/* Same bits, all NaNs alike (N1.3); fails naming the element. */
void test_same_bits(const char *what, const float *actual, const float *expected, int32_t count);
int test_is_same(float a, float b);
void test_same_codes(const char *what, const uint8_t *actual, const uint8_t *expected, int32_t count);
/* |actual - expected| <= tolerance * (magnitude + tiny). */
void test_close(const char *what, double actual, double expected, double magnitude, double tolerance);

/* Floor of a/b for b > 0, by division only. */
int64_t test_floor_div(int64_t a, int64_t b);
/* N6.1 without shifts. */
int32_t test_requantize(int64_t acc, int64_t m, int l, int r, int32_t zp, int32_t low, int32_t high);

#endif
