/* Storage of the host target: a file that is replaced when the new save is complete, and not before. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rp_board.h"
#include "rp_test.h"
#include "rp_test_check.h"

static char folder[] = "/tmp/rp_test_XXXXXX";
static char path[sizeof folder + 8];

static int make_folder(void **state)
{
    (void)state;
    CHECK(mkdtemp(folder) != NULL);
    CHECK(snprintf(path, sizeof path, "%s/state", folder) > 0);
    return setenv("REPRISE_STATE", path, 1);
}

static int remove_folder(void **state)
{
    char sibling[sizeof path + 8];
    (void)state;
    CHECK(snprintf(sibling, sizeof sibling, "%s.new", path) > 0);
    (void)remove(path);
    (void)remove(sibling);
    return rmdir(folder);
}

static void save_text(const char *text, bool commit)
{
    uint32_t half = (uint32_t)strlen(text) / 2;
    assert_true(rp_board_storage_begin((uint32_t)strlen(text)));
    assert_true(rp_board_storage_write(0, text, half));
    assert_true(rp_board_storage_write(half, text + half, (uint32_t)strlen(text) - half));
    assert_true(!commit || rp_board_storage_commit());
}

static void assert_saved(const char *text)
{
    char read[64] = {0};
    uint32_t bytes = (uint32_t)strlen(text);
    assert_true(rp_board_storage_read(0, read, bytes));
    assert_string_equal(read, text);
    assert_true(rp_board_storage_read(3, read, bytes - 3));
    assert_memory_equal(read, text + 3, bytes - 3);
    assert_false(rp_board_storage_read(1, read, bytes));
}

static void a_save_replaces_the_last_one_only_when_complete(void **state)
{
    char byte;
    (void)state;
    rp_board_init();
    assert_true(rp_board_storage_open());
    assert_false(rp_board_storage_read(0, &byte, 1));
    save_text("the first save", true);
    assert_saved("the first save");
    save_text("a longer second one, begun", false);
    assert_saved("the first save");
    save_text("third", true);
    assert_saved("third");
}

static void without_a_file_there_is_no_storage(void **state)
{
    (void)state;
    assert_int_equal(setenv("REPRISE_STATE", "", 1), 0);
    rp_board_init();
    assert_false(rp_board_storage_open());
}

static void a_folder_that_is_not_there_is_a_failure(void **state)
{
    (void)state;
    assert_int_equal(setenv("REPRISE_STATE", "/tmp/rp_no_such_folder/state", 1), 0);
    rp_board_init();
    assert_true(rp_board_storage_open());
    assert_false(rp_board_storage_begin(4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_save_replaces_the_last_one_only_when_complete),
        cmocka_unit_test(without_a_file_there_is_no_storage),
        cmocka_unit_test(a_folder_that_is_not_there_is_a_failure),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
