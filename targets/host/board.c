/* The learner as a process: the link is its standard input and output; REPRISE_STATE names the file of saves (none: no storage).
 * A signal ends the process at any moment without harm to the last save. */
#include "rp_board.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool closed;
static const char *state_file;
static char *new_file; /* sibling that becomes the state file when complete */
static int new_fd = -1;

void rp_board_init(void)
{
    free(new_file);
    new_file = NULL;
    state_file = getenv("REPRISE_STATE");
    if (state_file == NULL || *state_file == '\0') {
        state_file = NULL;
        return;
    }
    static const char suffix[] = ".new";
    size_t length = strlen(state_file);
    new_file = malloc(length + sizeof suffix);
    if (new_file == NULL) {
        abort();
    }
    memcpy(new_file, state_file, length);
    memcpy(new_file + length, suffix, sizeof suffix);
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (closed || poll(&input, 1, 0) <= 0) {
        return 0;
    }
    ssize_t n = read(STDIN_FILENO, bytes, most);
    closed = n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
    return n > 0 ? (uint32_t)n : 0;
}

bool rp_board_wait(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (!closed) {
        (void)poll(&input, 1, -1);
    }
    return !closed;
}

static bool write_all(int fd, const void *data, size_t bytes)
{
    const uint8_t *at = data;
    while (bytes > 0) {
        ssize_t n = write(fd, at, bytes);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        if (n > 0) {
            at += n;
            bytes -= (size_t)n;
        }
    }
    return true;
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    closed = closed || !write_all(STDOUT_FILENO, bytes, count);
}

uint32_t rp_board_millis(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000U + (uint64_t)now.tv_nsec / 1000000U);
}

/* A process has no cycles of its own to count. */
bool rp_board_cycles_start(void)
{
    return false;
}

uint32_t rp_board_cycles(void)
{
    return 0;
}

bool rp_board_storage_open(void)
{
    return state_file != NULL;
}

bool rp_board_storage_begin(uint32_t bytes)
{
    (void)bytes;
    if (new_fd >= 0) {
        close(new_fd);
    }
    new_fd = open(new_file, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    return new_fd >= 0;
}

bool rp_board_storage_write(uint32_t offset, const void *data, uint32_t bytes)
{
    return lseek(new_fd, (off_t)offset, SEEK_SET) == (off_t)offset && write_all(new_fd, data, bytes);
}

bool rp_board_storage_commit(void)
{
    bool synced = fsync(new_fd) == 0;
    bool complete = close(new_fd) == 0 && synced;
    new_fd = -1;
    return complete && rename(new_file, state_file) == 0;
}

bool rp_board_storage_read(uint32_t offset, void *data, uint32_t bytes)
{
    FILE *file = fopen(state_file, "rb");
    if (file == NULL) {
        return false;
    }
    bool read = fseek(file, (long)offset, SEEK_SET) == 0 && fread(data, 1, bytes, file) == bytes;
    (void)fclose(file);
    return read;
}
