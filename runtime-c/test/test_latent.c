/* Latents: the stream is read bit by bit by its definition (docs/numerics.md N7.3). */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 600 };

static int32_t slot_bytes(int32_t elements, int32_t bits)
{
    return (elements * bits + 7) / 8;
}

static int bit(const uint8_t *slot, int32_t index)
{
    return slot[index / 8] >> (index % 8) & 1;
}

static void stream(void **state)
{
    (void)state;
    test_random random = test_seed(110);
    int32_t cases = 0;
    int32_t loose = 0; /* slots with unused bits */
    for (; cases < CASES; cases++) {
        int32_t bits = 1 + cases % 8;
        int32_t elements = test_int(&random, 0, 70);
        int32_t bytes = slot_bytes(elements, bits);
        int32_t levels = (1 << bits) - 1;
        float scale = fabsf(test_unit(&random));
        float offset = test_unit(&random);
        uint8_t *codes = test_codes(&random, elements);
        uint8_t *slot = test_codes(&random, bytes);
        float *x = test_unwritten(elements);
        rp_latent_pack(elements, bits, codes, slot);
        rp_latent_unpack_f32(elements, bits, scale, offset, slot, x);
        for (int32_t i = 0; i < elements; i++) {
            int32_t code = 0;
            for (int32_t b = bits - 1; b >= 0; b--) {
                code = 2 * code + bit(slot, i * bits + b);
            }
            /* N7.1 is the nearest level, half up. */
            assert_int_equal(code, (int32_t)floor((double)codes[i] * levels / 255.0 + 0.5));
            float expected = test_add(test_mul((float)code, scale), offset);
            test_same_bits("x", x + i, &expected, 1);
        }
        for (int32_t b = elements * bits; b < 8 * bytes; b++) {
            assert_int_equal(bit(slot, b), 0);
        }
        loose += elements * bits < 8 * bytes;
        free(codes);
        free(slot);
        free(x);
    }
    assert_int_equal(cases, CASES);
    assert_true(loose > CASES / 4);
}

/* Every code at every Q: codes of Q bits survive, and 0 and 255 stay the ends. */
static void all_codes(void **state)
{
    (void)state;
    int32_t cases = 0;
    for (int32_t bits = 1; bits <= 8; bits++) {
        for (int32_t q = 0; q < 256; q++) {
            const uint8_t code = (uint8_t)q;
            uint8_t slot = 0xff;
            float x = -1.0f;
            rp_latent_pack(1, bits, &code, &slot);
            rp_latent_unpack_f32(1, bits, 1.0f, 0.0f, &slot, &x);
            assert_true(x == (float)slot);
            assert_true(fabs((double)slot / ((1 << bits) - 1) - q / 255.0) <= 0.5 / ((1 << bits) - 1) + 1e-12);
            cases++;
        }
    }
    assert_int_equal(cases, 8 * 256);
}

static void floats(void **state)
{
    (void)state;
    test_random random = test_seed(111);
    int32_t cases = 0;
    for (; cases < 100; cases++) {
        int32_t elements = test_int(&random, 0, 50);
        float scale = fabsf(test_unit(&random));
        float offset = test_unit(&random);
        uint8_t *codes = test_codes(&random, elements);
        uint8_t *slot = test_codes(&random, 4 * elements);
        float *x = test_unwritten(elements);
        rp_latent_pack_float(elements, scale, offset, codes, slot);
        rp_latent_unpack_float(elements, slot, x);
        for (int32_t i = 0; i < elements; i++) {
            float expected = test_add(test_mul((float)codes[i], scale), offset);
            test_same_bits("x", x + i, &expected, 1);
            uint32_t word = 0;
            for (int32_t b = 3; b >= 0; b--) {
                word = word * 256u + slot[4 * i + b];
            }
            float from_slot;
            memcpy(&from_slot, &word, sizeof from_slot);
            test_same_bits("slot", &from_slot, &expected, 1);
        }
        free(codes);
        free(slot);
        free(x);
    }
    assert_int_equal(cases, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stream), cmocka_unit_test(all_codes), cmocka_unit_test(floats)};
    return cmocka_run_group_tests_name("latent", tests, NULL, NULL);
}
