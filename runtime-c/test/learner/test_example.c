/* The example of docs/firmware.md, as it stands there: firmware of a user's own, without our link. */
#include <string.h>

#include "example_firmware.h"
#include "rp_test.h"
#include "tiny_driver.h"

static uint32_t shown;

void sensor_read(uint8_t *codes, uint16_t number)
{
    tiny_sample(number, codes);
}

uint16_t user_label(uint16_t number)
{
    return tiny_label(number);
}

void display(uint16_t label)
{
    assert_in_range(label, 0, 2);
    shown++;
}

static void example_learns_saves_and_comes_back(void **state)
{
    (void)state;
    firmware_start();
    uint32_t fresh = tiny_state_crc();
    assert_true(firmware_learn(12));
    uint32_t learned = tiny_state_crc();
    assert_int_not_equal(learned, fresh);
    firmware_classify(3);
    assert_int_equal(shown, 1);
    firmware_start(); /* as after a power cut */
    assert_int_equal(tiny_state_crc(), learned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_learns_saves_and_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
