/* Where the segment comes from.
 *
 * It is a small sparse file in /dev/shm, named after the user, the pid
 * namespace and HLOCAL_SESSION, made by the first process and removed by the
 * last. Who opens or removes it holds its flock, so that nobody joins a file
 * that is about to vanish. The memory of exported payloads is in a memfd that
 * every member keeps open; a newcomer gets it from any living member through
 * /proc/PID/fd. So payload bytes are limited by memory, not by the size of
 * /dev/shm, and vanish with the last member whatever kills it.
 */
#define _GNU_SOURCE
#include "kernel_table.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The offset of one past the last payload byte (kernel_bytes.c). */
#define BYTES_END ((off_t)1 << 62)

/* Low descriptor numbers are what programs count on and close in loops. */
#define BYTES_FD_FLOOR 200

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

/* The file's name; false when the session is to be private. Start times are
 * counted as the reader's time namespace has it, so only members of one can
 * compare them. */
static bool segment_path(char path[128])
{
    const char *name = secure_getenv("HLOCAL_SESSION");
    struct stat pids, times;

    if (name == NULL || name[0] == '\0')
        name = "default";
    if (strcmp(name, "private") == 0)
        return false;
    if (!name_is_plain(name)) {
        fprintf(stderr,
                "hlocal: HLOCAL_SESSION=%s: up to 64 letters, digits, - and "
                "_; nothing is shared now\n",
                name);
        return false;
    }
    if (!proc_is_ours() || stat("/proc/self/ns/pid", &pids) != 0)
        return false; /* without /proc nobody can tell who lives */
    /* Not "self", which is the main thread, for that one may have ended. */
    if (stat("/proc/thread-self/ns/time", &times) != 0)
        times.st_ino = 0; /* a kernel without such namespaces */
    snprintf(path, 128, "/dev/shm/hlocal.%d.%u.%llu.%llu.%s",
             KERNEL_LAYOUT_VERSION, (unsigned)geteuid(),
             (unsigned long long)pids.st_ino, (unsigned long long)times.st_ino,
             name);
    return true;
}

static int raise_fd(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, BYTES_FD_FLOOR);

    if (high < 0)
        return fd;
    close(fd);
    return high;
}

static int bytes_create(void)
{
    struct rlimit limit;

    /* A file size limit would turn the ftruncate into a signal. */
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        limit.rlim_cur < (rlim_t)BYTES_END)
        return -1;
    int fd = memfd_create("hlocal", MFD_CLOEXEC);
    if (fd < 0)
        return -1;
    if (ftruncate(fd, BYTES_END) != 0) {
        close(fd);
        return -1;
    }
    return raise_fd(fd);
}

/* The session's memory as `path` names it, -1 when that is something else. */
static int bytes_at(const struct segment *segment, const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    struct stat found;

    if (fd < 0)
        return -1;
    if (fstat(fd, &found) == 0 && found.st_ino == segment->bytes_inode)
        return raise_fd(fd);
    close(fd);
    return -1;
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
    lender->fd = bytes_at(lender->segment, path);
    return lender->fd < 0;
}

/* Open the session's memory as some living member sees it. */
static int bytes_borrow(const struct segment *segment)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
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

static bool others_joined(const struct segment *segment)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].state == PROCESS_JOINED)
            return true;
    return false;
}

/* The last member took the bytes with it: what still waits for processes
 * that never called in has lost its meaning. */
static void forget_awaited(struct session *session)
{
    struct segment *segment = session->segment;

    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].state == PROCESS_AWAITED)
            process_clear(session, &segment->process[i]);
}

static bool segment_init(struct segment *segment)
{
    pthread_mutexattr_t attributes;

    if (pthread_mutexattr_init(&attributes) != 0)
        return false;
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    bool made = pthread_mutex_init(&segment->lock, &attributes) == 0;
    pthread_mutexattr_destroy(&attributes);
    if (made)
        atomic_store(&segment->magic, KERNEL_MAGIC);
    return made;
}

/* A program that called exec comes back with the slot of its former self.
 * What the old program held is given back; inheritable handles stay. */
static void settle_exec(struct session *session, struct process *self)
{
    for (uint32_t i = 1; i <= self->fresh && i < KERNEL_ENTRIES; i++) {
        struct entry *entry = &self->entry[i];
        if (entry->state == ENTRY_HELD ||
            (entry->state == ENTRY_OPEN &&
             (entry->flags & HANDLE_FLAG_INHERIT) == 0))
            entry_remove(session, self, entry);
    }
    self->state = PROCESS_AWAITED;
}

/* Find the session's memory, or make it when nobody else is there. What dead
 * processes held is let go in between, with the memory at hand if it can be. */
static bool bytes_open(struct session *session)
{
    struct segment *segment = session->segment;
    struct process *self = session->self;
    struct stat bytes;

    session->bytes_fd = bytes_borrow(segment);
    session_reap(session);
    if (self != NULL && self->state == PROCESS_JOINED)
        settle_exec(session, self);
    if (session->bytes_fd >= 0)
        return true;
    if (others_joined(segment))
        return false;
    forget_awaited(session);
    session->bytes_fd = bytes_create();
    if (session->bytes_fd < 0 || fstat(session->bytes_fd, &bytes) != 0)
        return false;
    segment->bytes_inode = bytes.st_ino;
    return true;
}

/* Become a member of a mapped segment. */
static bool session_join(struct session *session)
{
    struct segment *segment = session->segment;
    int32_t pid = session->pid;
    uint64_t start = session->start;

    if (pthread_mutex_lock(&segment->lock) == EOWNERDEAD) {
        session_repair(segment);
        pthread_mutex_consistent(&segment->lock);
    }
    session->self = process_find(segment, pid, start);
    bool opened = bytes_open(session);
    struct process *self = NULL;
    if (opened) {
        self = process_find(segment, pid, start);
        if (self == NULL)
            self = process_insert(session, pid, start);
    }
    if (self != NULL) {
        self->bytes_fd = session->bytes_fd;
        self->state = PROCESS_JOINED;
    }
    session->self = self;
    pthread_mutex_unlock(&segment->lock);
    if (self == NULL && session->bytes_fd >= 0)
        close(session->bytes_fd);
    return self != NULL;
}

/* The segment's file, open and flocked; -1 when it cannot be had. */
static int segment_file(const char *path)
{
    for (int round = 0; round < 100; round++) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        struct stat file;

        if (fd < 0)
            return -1;
        if (flock(fd, LOCK_EX) != 0 || fstat(fd, &file) != 0 ||
            file.st_uid != geteuid() || (file.st_mode & 077) != 0) {
            close(fd);
            return -1;
        }
        if (file.st_nlink > 0)
            return fd;
        close(fd); /* removed while we waited for the lock */
    }
    return -1;
}

static bool open_shared(struct session *session)
{
    struct stat file;

    if (session->start == 0 || !segment_path(session->path))
        return false;
    int fd = segment_file(session->path);
    if (fd < 0)
        return false;
    void *map = MAP_FAILED;
    if (ftruncate(fd, sizeof(struct segment)) == 0 && fstat(fd, &file) == 0)
        map = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_NORESERVE, fd, 0);
    bool joined = false;
    if (map != MAP_FAILED) {
        session->segment = map;
        session->shared = true;
        session->inode = file.st_ino;
        if (atomic_load(&session->segment->magic) == KERNEL_MAGIC ||
            segment_init(session->segment))
            joined = session_join(session);
        if (!joined)
            munmap(map, sizeof(struct segment));
    }
    flock(fd, LOCK_UN); /* the mapping keeps the open file, thus the lock */
    close(fd);
    return joined;
}

static bool open_private(struct session *session)
{
    void *map = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (map == MAP_FAILED)
        return false;
    session->segment = map;
    session->shared = false;
    session->path[0] = '\0';
    if (segment_init(session->segment) && session_join(session))
        return true;
    munmap(map, sizeof(struct segment));
    return false;
}

bool session_open(struct session *session)
{
    const char *reuse = secure_getenv("HLOCAL_NT_REUSE");
    const char *leaks = secure_getenv("HLOCAL_LEAKS");

    session->recycle = reuse != NULL && strcmp(reuse, "now") == 0;
    session->report_leaks = leaks == NULL || strcmp(leaks, "off") != 0;
    session->pid = (int32_t)getpid();
    (void)process_life(session->pid, &session->start);
    return open_shared(session) || open_private(session);
}

/* The mapping and the descriptor stay: threads that outlive main use them. */
void session_close(struct session *session)
{
    struct stat file;

    if (!session->shared)
        return;
    int fd = open(session->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX) == 0 && fstat(fd, &file) == 0 &&
        file.st_ino == session->inode && !others_joined(session->segment))
        unlink(session->path);
    close(fd);
}
