/* Preloaded into the host firmware: the process ends in the call number REPRISE_CUT (from 0) that changes a file, before it or, with REPRISE_TORN, in
 * its middle. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static int ends_now(void)
{
    static long calls;
    return calls++ == atol(getenv("REPRISE_CUT"));
}

static int torn(void)
{
    return getenv("REPRISE_TORN") != NULL;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? (mode_t)va_arg(more, int) : 0;
    va_end(more);
    int last = (flags & O_CREAT) != 0 && ends_now();
    if (last && !torn()) {
        _exit(9);
    }
    long fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (last) {
        _exit(9);
    }
    return (int)fd;
}

ssize_t write(int fd, const void *data, size_t bytes)
{
    if (fd > 2 && ends_now()) {
        if (torn()) {
            (void)syscall(SYS_write, fd, data, bytes / 2);
        }
        _exit(9);
    }
    return syscall(SYS_write, fd, data, bytes);
}

int fsync(int fd)
{
    if (ends_now()) {
        _exit(9);
    }
    return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
    int last = ends_now();
    if (last && !torn()) {
        _exit(9);
    }
    long result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (last) {
        _exit(9);
    }
    return (int)result;
}
