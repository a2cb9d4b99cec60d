/* As much of cmocka as the kernel tests use, for programs on an emulated board; the first failure ends the program. */
#ifndef TEST_QEMU_CMOCKA_H
#define TEST_QEMU_CMOCKA_H

#include <stdio.h>
#include <stdlib.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};

#define cmocka_unit_test(f) {#f, f}

#define fail_msg(...) (printf(__VA_ARGS__), printf(" (%s:%d)\n", __FILE__, __LINE__), exit(EXIT_FAILURE))
#define assert_true(x) ((x) ? (void)0 : fail_msg("%s", #x))
#define assert_int_equal(a, b) ((long long)(a) == (long long)(b) ? (void)0 : fail_msg("%s is not %s", #a, #b))
#define assert_non_null(x) assert_true((x) != NULL)

static inline int test_qemu_run(const struct CMUnitTest *tests, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tests[i].run(NULL);
    }
    return EXIT_SUCCESS;
}

#define cmocka_run_group_tests_name(name, tests, setup, teardown) test_qemu_run(tests, sizeof(tests) / sizeof((tests)[0]))

#endif
