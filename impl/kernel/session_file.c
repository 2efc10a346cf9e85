/* The segment's file.
 *
 * It is a small sparse file in /dev/shm, named after the user, the pid and
 * time namespaces and HLOCAL_SESSION, made by the first process and removed by
 * the last. Who opens or removes it holds its flock, so that nobody joins a
 * file that is about to vanish. /dev/shm is everybody's: a file is looked at
 * before it is waited for, and nobody is waited for without end.
 */
#define _GNU_SOURCE
#include "session_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Joining takes milliseconds; a process stopped in the middle of it may take
 * for ever. */
#define LOCK_TRIES 5000
#define LOCK_PAUSE_NS 1000000

bool session_refuse(struct session *session, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(session->refusal, sizeof session->refusal, format, arguments);
    va_end(arguments);
    return false;
}

static bool name_is_plain(const char *name)
{
    size_t length = strlen(name);

    if (length == 0 || length > 64)
        return false;
    for (; *name != '\0'; name++)
        if (!isalnum((unsigned char)*name) && *name != '-' && *name != '_')
            return false;
    return true;
}

/* Whether /proc numbers processes as this one does, and not as another pid
 * namespace in which it was mounted. */
static bool proc_is_ours(void)
{
    char text[16], own[16];
    ssize_t length = readlink("/proc/self", text, sizeof text - 1);

    if (length <= 0)
        return false;
    text[length] = '\0';
    snprintf(own, sizeof own, "%d", (int)getpid());
    return strcmp(text, own) == 0;
}

bool session_path(struct session *session)
{
    const char *name = secure_getenv("HLOCAL_SESSION");
    struct stat pids, times;

    if (name == NULL || name[0] == '\0')
        name = "default";
    if (strcmp(name, "private") == 0) {
        session->refusal[0] = '\0'; /* as it was asked for */
        return false;
    }
    if (!name_is_plain(name))
        return session_refuse(session,
                              "HLOCAL_SESSION=%.80s: up to 64 letters, "
                              "digits, - and _",
                              name);
    if (!proc_is_ours() || session->start == 0 ||
        stat("/proc/self/ns/pid", &pids) != 0)
        return session_refuse(session, "/proc does not show this process, so "
                                       "nobody could tell who lives");
    /* Not "self", which is the main thread, for that one may have ended. */
    if (stat("/proc/thread-self/ns/time", &times) != 0)
        times.st_ino = 0; /* a kernel without such namespaces */
    snprintf(session->path, sizeof session->path,
             "/dev/shm/hlocal.%d.%u.%llu.%llu.%s", KERNEL_LAYOUT_VERSION,
             (unsigned)geteuid(), (unsigned long long)pids.st_ino,
             (unsigned long long)times.st_ino, name);
    return true;
}

bool session_file_is_own(const struct stat *file)
{
    return S_ISREG(file->st_mode) && file->st_uid == geteuid() &&
           (file->st_mode & 077) == 0 && file->st_nlink <= 1;
}

bool session_file_lock(int fd, int tries)
{
    const struct timespec pause = {.tv_nsec = LOCK_PAUSE_NS};

    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR && (errno != EWOULDBLOCK || --tries <= 0))
            return false;
        if (errno == EWOULDBLOCK)
            nanosleep(&pause, NULL);
    }
    return true;
}

/* Open, look, lock, and look whether it still is there. */
static int file_open(struct session *session, bool *gone)
{
    const char *path = session->path;
    struct stat file;
    int fd;

    *gone = false;
    do {
        fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                  0600);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        session_refuse(session, "%s: %s", path, strerror(errno));
        return -1;
    }
    if (fstat(fd, &file) != 0 || !session_file_is_own(&file))
        session_refuse(session, "%s is not a file of this user alone", path);
    else if (!session_file_lock(fd, LOCK_TRIES))
        session_refuse(session, "%s is locked by another process", path);
    else if (fstat(fd, &file) != 0 || !session_file_is_own(&file))
        session_refuse(session, "%s is not a file of this user alone", path);
    else if (file.st_nlink == 1)
        return fd;
    else
        *gone = true; /* removed while we waited for the lock */
    close(fd);
    return -1;
}

/* Give a new file its size; leave one of another size alone, for somebody may
 * have it mapped. */
static bool file_size(struct session *session, int fd)
{
    const off_t size = (off_t)sizeof(struct segment);
    struct rlimit limit;
    struct stat file;

    if (fstat(fd, &file) != 0)
        return session_refuse(session, "fstat: %s", strerror(errno));
    session->inode = file.st_ino;
    if (file.st_size == size)
        return true;
    if (file.st_size != 0)
        return session_refuse(session, "%s has %lld bytes, not %lld",
                              session->path, (long long)file.st_size,
                              (long long)size);
    /* Beyond the limit ftruncate would be a signal. */
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur < (rlim_t)size)
        return session_refuse(session, "files are limited (ulimit -f)");
    if (ftruncate(fd, size) != 0)
        return session_refuse(session, "%s: %s", session->path,
                              strerror(errno));
    return true;
}

int session_file_open(struct session *session)
{
    bool gone;
    int fd, rounds = 100;

    do {
        fd = file_open(session, &gone);
    } while (fd < 0 && gone && --rounds > 0);
    if (fd < 0 && gone)
        session_refuse(session, "%s comes and goes", session->path);
    if (fd >= 0 && !file_size(session, fd)) {
        if (session_file_is_idle(session, fd))
            unlink(session->path); /* what was just made, and is of no use */
        close(fd);
        return -1;
    }
    return fd;
}

/* The mapping and the descriptor stay: threads that outlive main use them. */
void session_close(struct session *session)
{
    struct stat file;

    if (!session->shared)
        return;
    int fd = open(session->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    /* A file that stays is removed by the next newcomer of any session. */
    if (fstat(fd, &file) == 0 && session_file_is_own(&file) &&
        session_file_lock(fd, LOCK_TRIES) && fstat(fd, &file) == 0 &&
        file.st_nlink == 1 && file.st_ino == session->inode &&
        !others_joined(session->segment))
        unlink(session->path);
    close(fd);
}
