/* Files of sessions that ended by SIGKILL: each newcomer removes them, lest
 * they fill /dev/shm.
 *
 * The flock is held while a file is judged and removed, so nobody joins in
 * between. A file that somebody else has locked, or of whose members one may
 * live, stays.
 */
#define _GNU_SOURCE
#include "session_file.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "/dev/shm/"

static bool read_at(int fd, void *to, size_t bytes, size_t from)
{
    return pread(fd, to, bytes, (off_t)from) == (ssize_t)bytes;
}

/* Read, not mapped: reading a hole through a mapping would fill it. */
static bool may_have_members(const struct session *session, int fd)
{
    uint32_t slots;

    if (!read_at(fd, &slots, sizeof slots, offsetof(struct segment, slots)))
        return true;
    for (uint32_t i = 0; i < slots && i < KERNEL_PROCESSES; i++) {
        size_t at =
            offsetof(struct segment, process) + i * sizeof(struct process);
        uint32_t state;
        int32_t pid;
        uint64_t start;
        if (!read_at(fd, &state, sizeof state,
                     at + offsetof(struct process, state)) ||
            !read_at(fd, &pid, sizeof pid,
                     at + offsetof(struct process, pid)) ||
            !read_at(fd, &start, sizeof start,
                     at + offsetof(struct process, start)))
            return true;
        if (state == PROCESS_JOINED && !process_is_dead(session, pid, start))
            return true;
    }
    return false;
}

bool session_file_is_idle(const struct session *session, int fd)
{
    struct stat file;

    if (fstat(fd, &file) != 0)
        return false;
    return file.st_size == 0 ||
           (file.st_size == (off_t)sizeof(struct segment) &&
            !may_have_members(session, fd));
}

static void sweep_file(const struct session *session, const char *path)
{
    struct stat file, there;
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0)
        return;
    if (fstat(fd, &file) == 0 && session_file_is_own(&file) &&
        session_file_lock(fd, 1) && fstat(fd, &file) == 0 &&
        lstat(path, &there) == 0 && there.st_ino == file.st_ino &&
        there.st_dev == file.st_dev && session_file_is_idle(session, fd))
        unlink(path);
    close(fd);
}

static bool sweep_visit(const char *name, void *context)
{
    const struct session *session = context;
    const char *own = session->path + strlen(FOLDER);
    size_t prefix = (size_t)(strrchr(own, '.') + 1 - own);
    char path[sizeof session->path];
    size_t length = strlen(name);

    if (strncmp(name, own, prefix) != 0 || strcmp(name, own) == 0 ||
        length + sizeof FOLDER > sizeof path)
        return true;
    memcpy(path, FOLDER, strlen(FOLDER));
    memcpy(path + strlen(FOLDER), name, length + 1);
    sweep_file(session, path);
    return true;
}

void session_sweep(const struct session *session)
{
    folder_each(FOLDER, sweep_visit, (void *)(uintptr_t)session);
}
