/* Streams: what the team computes chunk by chunk is what it computes at once, whatever the arena; nothing beside the arrays changes. */
#include "rp_kernels_f32.h"
#include "rp_stream.h"
#include "rp_test.h"

#include <stdlib.h>
#include <string.h>

enum { CASES = 300, GUARD = 8 };

static const int32_t *bits_of_codes(const rp_stream_chunk *c)
{
    return c->constants;
}

static void momentum(void *argument)
{
    const rp_stream_chunk *c = argument;
    rp_sgd_momentum_f32(c->elements, 0.25f, 0.5f, 0.75f, c->array[0], c->array[1], c->array[2]);
}

static void unpack(void *argument)
{
    const rp_stream_chunk *c = argument;
    rp_latent_unpack_f32(c->elements, *bits_of_codes(c), 0.5f, -1.0f, c->array[0], c->array[1]);
}

static void pack(void *argument)
{
    const rp_stream_chunk *c = argument;
    rp_latent_pack(c->elements, *bits_of_codes(c), c->array[0], c->array[1]);
}

/* Three units of each array at least, and now and then room for all. */
static uint32_t arena_bytes(test_random *random, uint32_t units_bytes)
{
    return 128U + 3U * 16U * 3U + 3U * units_bytes + (uint32_t)test_int(random, 0, test_int(random, 0, 1) == 0 ? 40 : 4000);
}

static void updates(test_random *random)
{
    const int32_t count = test_int(random, 1, 400);
    const uint32_t bytes = arena_bytes(random, 12);
    uint8_t *arena = test_allocate(bytes);
    float *g = test_floats(random, count, test_special);
    float *v = test_floats(random, count, test_special);
    float *w = test_floats(random, count, test_special);
    float *expected_v = test_copy(v, count);
    float *expected_w = test_copy(w, count);
    rp_sgd_momentum_f32(count, 0.25f, 0.5f, 0.75f, g, expected_v, expected_w);
    const rp_stream stream = {momentum, NULL, count, 1, 3, {{g, 4, RP_STREAM_READ}, {v, 4, RP_STREAM_UPDATE}, {w, 4, RP_STREAM_UPDATE}}};
    rp_stream_run(&stream, arena, bytes);
    test_same_bits("v", v, expected_v, count);
    test_same_bits("w", w, expected_w, count);
    void *used[] = {arena, g, v, w, expected_v, expected_w};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void latents(test_random *random)
{
    const int32_t elements = test_int(random, 1, 500);
    const int32_t bits = test_int(random, 1, 8);
    const int32_t slot_bytes = (elements * bits + 7) / 8;
    const uint32_t bytes = arena_bytes(random, 40);
    uint8_t *arena = test_allocate(bytes);
    uint8_t *codes = test_codes(random, elements);
    uint8_t *slot = test_codes(random, slot_bytes);
    uint8_t *expected_slot = test_allocate((size_t)slot_bytes);
    float *x = test_unwritten(elements);
    float *expected_x = test_unwritten(elements);
    rp_latent_pack(elements, bits, codes, expected_slot);
    rp_latent_unpack_f32(elements, bits, 0.5f, -1.0f, expected_slot, expected_x);
    const rp_stream packing = {pack, &bits, elements, 8, 2, {{codes, 8, RP_STREAM_READ}, {slot, (uint32_t)bits, RP_STREAM_WRITE}}};
    rp_stream_run(&packing, arena, bytes);
    test_same_codes("slot", slot, expected_slot, slot_bytes);
    const rp_stream unpacking = {unpack, &bits, elements, 8, 2, {{slot, (uint32_t)bits, RP_STREAM_READ}, {x, 32, RP_STREAM_WRITE}}};
    rp_stream_run(&unpacking, arena, bytes);
    test_same_bits("x", x, expected_x, elements);
    void *used[] = {arena, codes, slot, expected_slot, x, expected_x};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void as_at_once(void **state)
{
    (void)state;
    test_random random = test_seed(42);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        updates(&random);
        latents(&random);
    }
    assert_int_equal(cases, CASES);
}

static void clears(void **state)
{
    (void)state;
    test_random random = test_seed(43);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const int32_t count = test_int(&random, 0, 3000);
        const uint32_t bytes = (uint32_t)test_int(&random, 1, 5000);
        uint8_t *arena = test_allocate(bytes);
        uint8_t *array = test_codes(&random, count + GUARD);
        uint8_t *behind = test_allocate(GUARD);
        memcpy(behind, array + count, GUARD);
        rp_stream_clear(array, (uint32_t)count, arena, bytes);
        for (int32_t i = 0; i < count; i++) {
            assert_int_equal(array[i], 0);
        }
        test_same_codes("behind", array + count, behind, GUARD);
        free(arena);
        free(array);
        free(behind);
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_at_once), cmocka_unit_test(clears)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
