/* Room in /dev/shm. A write to a page that the file system cannot provide is a
 * signal, so pages are asked for before they are first touched.
 */
#define _GNU_SOURCE
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* Where the kernel cannot populate (before 5.14, gVisor): ask the file. A
 * range within the file's size touches no file size limit. */
static bool reserve_file(const struct session *session, off_t from, off_t bytes)
{
    struct stat file;

    if (!session->shared)
        return true; /* private pages cannot be refused by a signal */
    int fd = open(session->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return false;
    bool done = fstat(fd, &file) == 0 && file.st_ino == session->inode &&
                fallocate(fd, 0, from, bytes) == 0;
    close(fd);
    return done;
}

bool session_reserve(const struct session *session, const void *at,
                     size_t bytes)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t base = (uintptr_t)session->segment;
    uintptr_t from = (uintptr_t)at / page * page;
    uintptr_t to = ((uintptr_t)at + bytes + page - 1) / page * page;
    int saved = errno;
    bool done = true;

    if (to > base + sizeof(struct segment))
        to = (base + sizeof(struct segment) + page - 1) / page * page;
    if (madvise((void *)from, to - from, MADV_POPULATE_WRITE) != 0)
        done = errno == EINVAL &&
               reserve_file(session, (off_t)(from - base), (off_t)(to - from));
    errno = saved;
    return done;
}
