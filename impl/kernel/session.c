/* Joining, locking, forking, leaving.
 */
#include "kernel_table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct session the_session;
static pthread_mutex_t join_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic bool joined; /* pairs: release after the_session is filled */
static bool ended;          /* under join_lock */
static bool watching_forks; /* under join_lock */

static void segment_lock(struct segment *segment)
{
    if (pthread_mutex_lock(&segment->lock) == EOWNERDEAD) {
        session_repair(segment);
        pthread_mutex_consistent(&segment->lock);
    }
}

/* fork copies only the calling thread; holding join_lock across it makes sure
 * that nobody else was halfway into the session. */
static void fork_prepare(void)
{
    pthread_mutex_lock(&join_lock);
}

static void fork_parent(void)
{
    pthread_mutex_unlock(&join_lock);
}

/* Whether this process still has its slot. Somebody who wrongly took it for
 * dead may have cleared it, and given it to another since. */
static bool is_member(const struct session *session)
{
    const struct process *self = session->self;

    return self->state == PROCESS_JOINED && self->pid == session->pid &&
           self->start == session->start;
}

/* Give the child those handles of its parent that are marked inheritable,
 * under the same values, as CreateProcess would. It finds them when it joins,
 * also after exec: a slot is known by pid and start time. */
static void fork_inherit(struct session *session)
{
    struct segment *segment = session->segment;
    struct process *parent = session->self;
    struct process *child = NULL;
    int32_t pid = (int32_t)getpid();
    uint64_t start;

    /* A slot whose owner cannot be told from a later one helps nobody. */
    if (process_life(pid, &start) != PROCESS_RUNS)
        return;
    segment_lock(segment);
    for (uint32_t i = 1;
         is_member(session) && i <= parent->fresh && i < KERNEL_ENTRIES; i++) {
        const struct entry *entry = &parent->entry[i];
        if (entry->state != ENTRY_OPEN ||
            (entry->flags & HANDLE_FLAG_INHERIT) == 0)
            continue;
        if (child == NULL)
            child = process_insert(session, pid, start);
        if (child == NULL)
            break;
        child->entry[i] = *entry;
        child->live++;
        child->fresh = i;
        segment->object[entry->object].refs++;
    }
    if (child != NULL) {
        uint32_t fresh = child->fresh;
        for (uint32_t i = fresh; i > 0; i--) {
            if (child->entry[i].state != ENTRY_FREE)
                continue;
            child->entry[i].object = child->free_head;
            child->free_head = i;
            if (child->freed++ == 0)
                child->free_tail = i;
        }
    }
    pthread_mutex_unlock(&segment->lock);
}

/* The child may have closed everything and opened other things since. */
static void fork_close_bytes(const struct session *session)
{
    struct stat file;

    if (fstat(session->bytes_fd, &file) == 0 &&
        file.st_ino == session->segment->bytes_inode)
        close(session->bytes_fd);
}

static void fork_child(void)
{
    if (atomic_load_explicit(&joined, memory_order_relaxed)) {
        fork_close_bytes(&the_session); /* leaves a descriptor for /proc */
        if (the_session.shared)
            fork_inherit(&the_session);
        munmap(the_session.segment, sizeof(struct segment));
        memset(&the_session, 0, sizeof the_session);
        atomic_store_explicit(&joined, false, memory_order_relaxed);
    }
    pthread_mutex_unlock(&join_lock);
}

static bool session_begin(void)
{
    pthread_mutex_lock(&join_lock);
    bool done = atomic_load_explicit(&joined, memory_order_relaxed);
    if (!done && !ended) {
        if (!watching_forks)
            watching_forks =
                pthread_atfork(fork_prepare, fork_parent, fork_child) == 0;
        done = session_open(&the_session);
        atomic_store_explicit(&joined, done, memory_order_release);
    }
    pthread_mutex_unlock(&join_lock);
    return done;
}

struct session *session_peek(void)
{
    /* Pairs with the release store in session_begin. */
    if (!atomic_load_explicit(&joined, memory_order_acquire) &&
        !session_begin())
        return NULL;
    return &the_session;
}

/* Join anew, in a slot without handles. False when there is none. Locked. */
static bool session_rejoin(struct session *session)
{
    static const char told[] =
        "hlocal: another process took this one for dead and closed its "
        "handles\n";
    struct process *self =
        process_find(session->segment, session->pid, session->start);

    if (self == NULL) {
        self = process_insert(session, session->pid, session->start);
        (void)!write(STDERR_FILENO, told, sizeof told - 1);
    }
    if (self == NULL)
        return false;
    self->bytes_fd = session->bytes_fd;
    self->state = PROCESS_JOINED;
    session->self = self;
    return true;
}

struct session *session_enter(void)
{
    struct session *session = session_peek();

    if (session == NULL)
        return NULL;
    segment_lock(session->segment);
    if (!session->left && (is_member(session) || session_rejoin(session)))
        return session;
    pthread_mutex_unlock(&session->segment->lock);
    return NULL;
}

void session_leave(struct session *session)
{
    pthread_mutex_unlock(&session->segment->lock);
}

/* One line for each handle to a Vulkan object that nobody closed. */
static void report_leaks(struct session *session)
{
    static const char *const kinds[] = {"", "process", "memory", "semaphore",
                                        "fence"};
    uint32_t count = 0;

    for (uint32_t i = 1; i <= session->self->fresh && i < KERNEL_ENTRIES; i++) {
        const struct entry *entry = &session->self->entry[i];
        if (entry->state != ENTRY_OPEN || entry->object >= KERNEL_OBJECTS)
            continue;
        const struct object *object = &session->segment->object[entry->object];
        if (object->kind < HL_KERNEL_MEMORY || object->kind > HL_KERNEL_FENCE)
            continue;
        if (++count <= 10)
            fprintf(stderr,
                    "hlocal: handle 0x%x to %s \"%.63s\" (%llu bytes) was "
                    "never closed\n",
                    entry_value(session->self, entry), kinds[object->kind],
                    object->label, (unsigned long long)object->bytes);
    }
    if (count > 10)
        fprintf(stderr, "hlocal: and %u more handles\n", count - 10);
}

/* Other threads may still run; the mapping stays for them. The priority lets
 * the program's own destructors, which may close handles, come first. */
__attribute__((destructor(101))) static void session_end(void)
{
    pthread_mutex_lock(&join_lock);
    ended = true;
    if (atomic_load_explicit(&joined, memory_order_relaxed)) {
        struct session *session = &the_session;
        segment_lock(session->segment);
        if (session->report_leaks && is_member(session))
            report_leaks(session);
        if (is_member(session))
            process_clear(session, session->self);
        session->left = true;  /* who waits for the lock comes too late */
        session_reap(session); /* so that the last one is known to be it */
        pthread_mutex_unlock(&session->segment->lock);
        session_close(session);
        atomic_store_explicit(&joined, false, memory_order_release);
    }
    pthread_mutex_unlock(&join_lock);
}
