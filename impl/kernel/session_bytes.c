/* The session's memory: a memfd that every member keeps open. A newcomer gets
 * it from any living member through /proc/PID/task/TID/fd. So payload bytes
 * are limited by memory, not by the size of /dev/shm, and vanish with the last
 * member whatever kills it.
 */
#define _GNU_SOURCE
#include "kernel_table.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The offset of one past the last payload byte (kernel_bytes.c). */
#define BYTES_END ((off_t)1 << 62)

/* No member may make the file shorter under the others' mappings. */
#define BYTES_SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)

/* Low descriptor numbers are what programs count on and close in loops. */
#define BYTES_FD_FLOOR 200

static int raise_fd(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, BYTES_FD_FLOOR);

    if (high < 0)
        return fd;
    close(fd);
    return high;
}

int bytes_create(struct segment *segment)
{
    struct rlimit limit;
    struct stat made;

    /* A file size limit would turn the ftruncate into a signal. */
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        limit.rlim_cur < (rlim_t)BYTES_END)
        return -1;
    int fd = memfd_create("hlocal", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return -1;
    if (ftruncate(fd, BYTES_END) != 0 ||
        fcntl(fd, F_ADD_SEALS, BYTES_SEALS) != 0 || fstat(fd, &made) != 0) {
        close(fd);
        return -1;
    }
    segment->bytes_device = made.st_dev;
    segment->bytes_inode = made.st_ino;
    return raise_fd(fd);
}

/* An inode number alone would do for a file on another device, and a program
 * may have closed all descriptors and opened its own under our number. */
bool bytes_is(const struct segment *segment, int fd)
{
    struct stat found;

    return fd >= 0 && fstat(fd, &found) == 0 &&
           found.st_ino == segment->bytes_inode &&
           found.st_dev == segment->bytes_device &&
           fcntl(fd, F_GET_SEALS) == BYTES_SEALS;
}

struct lender {
    const struct segment *segment;
    const struct process *process;
    int fd;
};

/* A thread of the lender; those that have ended have no descriptors. */
static bool lender_visit(const char *thread, void *context)
{
    struct lender *lender = context;
    char path[80];

    snprintf(path, sizeof path, "/proc/%d/task/%.20s/fd/%d",
             (int)lender->process->pid, thread, (int)lender->process->bytes_fd);
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (bytes_is(lender->segment, fd))
        lender->fd = raise_fd(fd);
    else if (fd >= 0)
        close(fd);
    return lender->fd < 0;
}

int bytes_borrow(const struct segment *segment)
{
    for (uint32_t i = 0; i < slots_used(segment); i++) {
        const struct process *process = &segment->process[i];
        struct lender lender = {segment, process, -1};
        char path[32];

        if (process->state != PROCESS_JOINED)
            continue;
        snprintf(path, sizeof path, "/proc/%d/task", (int)process->pid);
        folder_each(path, lender_visit, &lender);
        if (lender.fd >= 0)
            return lender.fd;
    }
    return -1;
}

bool bytes_ready(struct session *session)
{
    if (bytes_is(session->segment, session->bytes_fd))
        return true;
    /* The number is not ours any more, so it is not ours to close. */
    int fd = bytes_borrow(session->segment);
    if (fd < 0)
        return false;
    session->bytes_fd = session->self->bytes_fd = fd;
    return true;
}
