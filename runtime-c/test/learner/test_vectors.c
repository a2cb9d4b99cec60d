/* COBS, CRC-32 and frames against test-vectors/link, which the Java client is tested with too. */
#include <string.h>

#include "learner/rp_crc32.h"
#include "link/rp_cobs.h"
#include "link/rp_frame.h"
#include "rp_test.h"
#include "rp_test_check.h"

#define FIELDS 6
#define LINE 8192
#define VECTORS "../test-vectors/link/"

typedef struct {
    FILE *file;
    char line[LINE];
    const char *field[FIELDS];
} vector_file;

static vector_file open_vectors(const char *path)
{
    vector_file v = {.file = fopen(path, "r")};
    CHECK(v.file != NULL);
    return v;
}

static bool next_line(vector_file *v)
{
    while (fgets(v->line, LINE, v->file) != NULL) {
        if (v->line[0] != '#') {
            uint32_t n = 0;
            for (char *word = strtok(v->line, " \n"); word != NULL && n < FIELDS; word = strtok(NULL, " \n")) {
                v->field[n++] = word;
            }
            return true;
        }
    }
    fclose(v->file);
    return false;
}

static uint32_t from_hex(const char *text, uint8_t *bytes)
{
    uint32_t n = 0;
    for (; *text != '-' && text[2 * n] != '\0'; n++) {
        char pair[3] = {text[2 * n], text[2 * n + 1], '\0'};
        bytes[n] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return n;
}

static void cobs(void **state)
{
    (void)state;
    vector_file v = open_vectors(VECTORS "cobs.txt");
    uint32_t good = 0;
    uint32_t bad = 0;
    while (next_line(&v)) {
        uint8_t data[LINE];
        uint8_t code[LINE];
        uint8_t encoded[LINE];
        if (strcmp(v.field[0], "bad") == 0) {
            assert_int_equal(rp_cobs_decode(code, from_hex(v.field[1], code)), 0);
            bad++;
            continue;
        }
        uint32_t bytes = from_hex(v.field[1], data);
        if (bytes >= 254) {
            continue; /* longer than any frame: not ours to encode */
        }
        uint32_t coded = from_hex(v.field[2], code);
        assert_int_equal(rp_cobs_encode(data, bytes, encoded), coded);
        assert_memory_equal(encoded, code, coded);
        assert_int_equal(rp_cobs_decode(code, coded), bytes);
        assert_memory_equal(code, data, bytes);
        good++;
    }
    assert_in_range(good, 14, 100);
    assert_in_range(bad, 5, 100);
}

static void crc32(void **state)
{
    (void)state;
    vector_file v = open_vectors(VECTORS "crc32.txt");
    uint32_t count = 0;
    while (next_line(&v)) {
        uint8_t data[LINE];
        uint32_t bytes = from_hex(v.field[0], data);
        assert_int_equal(rp_crc32(0, data, bytes), strtoul(v.field[1], NULL, 16));
        count++;
    }
    assert_in_range(count, 8, 100);
}

static bool read_wire(const uint8_t *wire, uint32_t bytes, uint8_t direction, rp_frame *frame)
{
    rp_frame_reader reader = {0};
    for (uint32_t i = 0; i < bytes; i++) {
        assert_false(rp_frame_read(&reader, wire[i], direction, frame));
    }
    return rp_frame_read(&reader, 0, direction, frame);
}

static void frames(void **state)
{
    (void)state;
    vector_file v = open_vectors(VECTORS "frames.txt");
    uint32_t good = 0;
    uint32_t bad = 0;
    while (next_line(&v)) {
        uint8_t wire[LINE];
        rp_frame frame;
        if (strcmp(v.field[0], "bad") == 0) {
            uint32_t bytes = from_hex(v.field[1], wire);
            assert_false(read_wire(wire, bytes, RP_HOST_TO_DEVICE, &frame));
            assert_false(read_wire(wire, bytes, RP_DEVICE_TO_HOST, &frame));
            bad++;
            continue;
        }
        uint8_t payload[LINE];
        uint8_t encoded[RP_ENCODED_MAX];
        uint8_t direction = (uint8_t)strtoul(v.field[1], NULL, 16);
        uint32_t payload_bytes = from_hex(v.field[4], payload);
        uint32_t bytes = from_hex(v.field[5], wire);
        assert_true(read_wire(wire, bytes, direction, &frame));
        assert_int_equal(frame.type, strtoul(v.field[2], NULL, 16));
        assert_int_equal(frame.seq, strtoul(v.field[3], NULL, 16));
        assert_int_equal(frame.bytes, payload_bytes);
        assert_memory_equal(frame.payload, payload, payload_bytes);
        assert_false(read_wire(wire, bytes, direction ^ 0x80, &frame));
        assert_int_equal(rp_frame_write(&frame, direction, encoded), bytes + 1);
        assert_memory_equal(encoded, wire, bytes);
        assert_int_equal(encoded[bytes], 0);
        good++;
    }
    assert_in_range(good, 15, 100);
    assert_in_range(bad, 5, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cobs),
        cmocka_unit_test(crc32),
        cmocka_unit_test(frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
