/* Joining: a segment, a slot in it, the session's memory.
 */
#define _GNU_SOURCE
#include "../environment.h"
#include "../rank.h"
#include "../say.h"
#include "kernel_table.h"
#include "session_file.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

/* The last member took the bytes with it: what still waits for processes
 * that never called in has lost its meaning. */
static void forget_awaited(struct session *session)
{
    struct segment *segment = session->segment;

    for (uint32_t i = 0; i < slots_used(segment); i++)
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
    /* Pairs with the acquire load in session_map. */
    if (made)
        atomic_store_explicit(&segment->magic, KERNEL_MAGIC,
                              memory_order_release);
    return made;
}

/* A number that every exec changes and all code of one program agrees on: the
 * kernel's random bytes, mixed, for others make secrets of them. */
static uint64_t program_number(void)
{
    uintptr_t at = getauxval(AT_RANDOM);
    uint64_t half[2] = {0, 0};

    if (at != 0)
        memcpy(half, (const void *)at, sizeof half);
    uint64_t mix = half[0] ^ (half[1] * UINT64_C(0x9E3779B97F4A7C15));
    mix = (mix ^ mix >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    mix = (mix ^ mix >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return mix ^ mix >> 32;
}

/* A program that called exec comes back with the slot of its former self.
 * What the old program held is given back; inheritable handles stay. A slot of
 * this very program is that of another copy of the library, and shared. */
static void settle_exec(struct session *session)
{
    struct process *self =
        process_find(session->segment, session->pid, session->start);

    if (self == NULL || self->state != PROCESS_JOINED ||
        self->program == session->program)
        return;
    for (uint32_t i = 1; i <= process_fresh(self); i++) {
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
    session->bytes_fd = bytes_borrow(session->segment);
    session_reap(session);
    settle_exec(session);
    if (session->bytes_fd >= 0)
        return true;
    if (others_joined(session->segment))
        return session_refuse(session,
                              "no member of the session lends its memory (are "
                              "they not dumpable, or did they close it?)");
    forget_awaited(session);
    session->bytes_fd = bytes_create(session->segment);
    if (session->bytes_fd >= 0)
        return true;
    session_refuse(session, "there is no memory for payloads, of which none "
                            "can be mapped now (ulimit -f, ulimit -n)");
    return !session->shared;
}

/* Become a member of a mapped segment. */
static bool session_join(struct session *session)
{
    struct segment *segment = session->segment;

    if (!session_lock(session))
        return session_refuse(session, "the session's lock is spoilt");
    bool done = bytes_open(session);
    if (done && !session_take_slot(session))
        done = slots_used(segment) < KERNEL_PROCESSES
                   ? session_refuse(session, "/dev/shm is full")
                   : session_refuse(session, "the session has %u processes",
                                    KERNEL_PROCESSES);
    rank_unlock(RANK_SESSION, &segment->lock);
    if (!done && session->bytes_fd >= 0)
        close(session->bytes_fd);
    return done;
}

/* Map the segment from a file, or for this process alone when fd is -1. */
static bool session_map(struct session *session, int fd)
{
    const size_t head = offsetof(struct segment, object) +
                        KERNEL_OBJECT_CHUNK * sizeof(struct object);
    int flags = fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
    void *map = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE,
                     flags | MAP_NORESERVE, fd, 0);

    if (map == MAP_FAILED)
        return session_refuse(session, "there is no address space");
    session->segment = map;
    session->shared = fd >= 0;
    bool done;
    if (!session_reserve(session, map, head))
        done = session_refuse(session, "/dev/shm is full");
    /* Pairs with the release store in segment_init. */
    else if (atomic_load_explicit(&session->segment->magic,
                                  memory_order_acquire) == KERNEL_MAGIC ||
             segment_init(session->segment))
        done = session_join(session);
    else
        done = session_refuse(session, "a lock cannot be made");
    if (!done)
        munmap(map, sizeof(struct segment));
    return done;
}

static bool open_shared(struct session *session)
{
    if (!session_path(session))
        return false;
    session_sweep(session);
    int fd = session_file_open(session);
    if (fd < 0)
        return false;
    bool done = session_map(session, fd);
    if (!done && session_file_is_idle(session, fd))
        unlink(session->path);
    flock(fd, LOCK_UN); /* the mapping keeps the open file, thus the lock */
    close(fd);
    return done;
}

bool session_open(struct session *session)
{
    hl_environment_check();
    const char *reuse = secure_getenv("HLOCAL_NT_REUSE");
    const char *leaks = secure_getenv("HLOCAL_LEAKS");

    memset(session, 0, sizeof *session);
    session->recycle = reuse != NULL && strcmp(reuse, "now") == 0;
    session->report_leaks = leaks == NULL || strcmp(leaks, "off") != 0;
    session->program = program_number();
    session->pid = (int32_t)getpid();
    (void)process_life(session->pid, &session->start);
    if (open_shared(session))
        return true;
    if (session->refusal[0] != '\0')
        hl_say("handles are not shared with other processes: %s "
               "(HLOCAL_SESSION=private makes it so without a word)",
               session->refusal);
    session->path[0] = session->refusal[0] = '\0';
    bool done = session_map(session, -1);
    if (session->refusal[0] != '\0')
        hl_say("%s", session->refusal);
    return done;
}
