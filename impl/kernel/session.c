/* Joining, locking, forking, leaving.
 */
#include "../rank.h"
#include "../say.h"
#include "kernel_table.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct session the_session;
static pthread_mutex_t join_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic bool joined; /* pairs: release after the_session is filled */
static bool ended;          /* under join_lock */
static bool watching_forks; /* under join_lock */

bool session_lock(struct session *session)
{
    struct segment *segment = session->segment;
    int error;

    hli_rank_take(RANK_SESSION);
    error = pthread_mutex_lock(&segment->lock);
    if (error == EOWNERDEAD) {
        session_repair(segment);
        error = pthread_mutex_consistent(&segment->lock);
    }
    if (error != 0)
        hli_rank_drop(RANK_SESSION);
    return error == 0;
}

bool segment_reserve(const struct segment *segment, const void *at,
                     size_t bytes)
{
    (void)segment;
    return session_reserve(&the_session, at, bytes);
}

/* fork copies only the calling thread; holding join_lock across it makes sure
 * that nobody else was halfway into the session. */
static void fork_prepare(void)
{
    rank_lock(RANK_JOIN, &join_lock);
}

static void fork_parent(void)
{
    rank_unlock(RANK_JOIN, &join_lock);
}

/* Link the entries between those that were inherited. */
static void fork_link_free(struct process *child)
{
    for (uint32_t i = process_fresh(child); i > 0; i--) {
        if (child->entry[i].state != ENTRY_FREE)
            continue;
        child->entry[i].object = child->free_head;
        child->free_head = i;
        if (child->freed++ == 0)
            child->free_tail = i;
    }
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
    if (process_life(pid, &start) != PROCESS_RUNS || !session_lock(session))
        return;
    bool mine =
        session_is_member(session) && process_find(segment, pid, start) == NULL;
    uint32_t fresh = process_fresh(parent);
    for (uint32_t i = 1; mine && i <= fresh; i++) {
        const struct entry *entry = &parent->entry[i];
        if (entry->state != ENTRY_OPEN ||
            (entry->flags & HANDLE_FLAG_INHERIT) == 0)
            continue;
        if (child == NULL)
            child = process_insert(session, pid, start);
        if (child == NULL ||
            !session_reserve(session, &child->entry[i], sizeof *entry))
            break;
        child->fresh = i;
        crash_fence(); /* no entry above it is ever in use */
        child->entry[i] = *entry;
        child->live++;
        segment->object[entry_object(entry)].refs++;
    }
    if (child != NULL)
        fork_link_free(child);
    rank_unlock(RANK_SESSION, &segment->lock);
}

/* The child may have closed everything and opened other things since. */
static void fork_close_bytes(const struct session *session)
{
    if (bytes_is(session->segment, session->bytes_fd))
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
    rank_unlock(RANK_JOIN, &join_lock);
}

/* Before main and before the program's own handlers, so that those may call
 * anything: in the child they run after ours. After those of the heap, so that
 * fork takes join_lock before the heap's mutexes, as their ranks say. */
__attribute__((constructor(102))) static void watch_forks(void)
{
    watching_forks = pthread_atfork(fork_prepare, fork_parent, fork_child) == 0;
}

/* Opening files is a cancellation point; who ends there would keep join_lock
 * for ever. */
static bool session_begin(void)
{
    int cancel;

    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
    rank_lock(RANK_JOIN, &join_lock);
    bool done = atomic_load_explicit(&joined, memory_order_relaxed);
    if (!done && !ended) {
        if (!watching_forks) /* there was no memory then */
            watch_forks();
        done = session_open(&the_session);
        /* Pairs with the acquire load in session_peek. */
        atomic_store_explicit(&joined, done, memory_order_release);
    }
    rank_unlock(RANK_JOIN, &join_lock);
    pthread_setcancelstate(cancel, NULL);
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

/* Somebody who wrongly took this process for dead may have cleared its slot,
 * and given it to another since: join anew, without handles. Locked. */
static bool session_rejoin(struct session *session)
{
    /* Another copy of this library may have done so already. */
    if (process_find(session->segment, session->pid, session->start) == NULL)
        hl_say("another process took this one for dead and closed its handles");
    return session_take_slot(session);
}

/* Files are opened under the lock as well, so no thread is cancelled there. */
struct session *session_enter(void)
{
    struct session *session = session_peek();
    int cancel;

    if (session == NULL)
        return NULL;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
    if (session_lock(session)) {
        if (!session->left &&
            (session_is_member(session) || session_rejoin(session))) {
            session->cancel_state = cancel;
            return session;
        }
        rank_unlock(RANK_SESSION, &session->segment->lock);
    }
    pthread_setcancelstate(cancel, NULL);
    return NULL;
}

void session_leave(struct session *session)
{
    int cancel = session->cancel_state;

    rank_unlock(RANK_SESSION, &session->segment->lock);
    pthread_setcancelstate(cancel, NULL);
}

/* One line for each handle to a Vulkan object that nobody closed. */
static void report_leaks(struct session *session)
{
    static const char *const kinds[] = {"", "process", "memory", "semaphore",
                                        "fence"};
    uint32_t count = 0;

    for (uint32_t i = 1; i <= process_fresh(session->self); i++) {
        const struct entry *entry = &session->self->entry[i];
        if (entry->state != ENTRY_OPEN)
            continue;
        const struct object *object =
            &session->segment->object[entry_object(entry)];
        uint32_t kind = segment_read(&object->kind);
        if (kind < HL_KERNEL_MEMORY || kind > HL_KERNEL_FENCE)
            continue;
        if (++count <= 10)
            hl_say("handle 0x%x to %s \"%.63s\" (%llu bytes) was never closed",
                   entry_value(session->self, entry), kinds[kind],
                   object->label, (unsigned long long)object->bytes);
    }
    if (count > 10)
        hl_say("and %u more handles", count - 10);
}

/* Give up the slot, or this copy's share of it. Locked. */
static void session_leave_slot(struct session *session)
{
    struct process *self = session->self;

    if (session_is_member(session) && self->copies > 1) {
        self->copies--;
    } else if (session_is_member(session)) {
        if (session->report_leaks)
            report_leaks(session);
        process_clear(session, self);
    }
    session->left = true; /* who waits for the lock comes too late */
}

/* After the program's own destructors, also in the archive. Other threads may
 * still run; the mapping stays for them. */
__attribute__((destructor(101))) static void session_end(void)
{
    int cancel;

    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
    rank_lock(RANK_JOIN, &join_lock);
    ended = true;
    if (atomic_load_explicit(&joined, memory_order_relaxed)) {
        struct session *session = &the_session;
        if (session_lock(session)) {
            session_leave_slot(session);
            session_reap(session); /* so that the last is known to be it */
            rank_unlock(RANK_SESSION, &session->segment->lock);
        }
        session_close(session);
        atomic_store_explicit(&joined, false, memory_order_release);
    }
    rank_unlock(RANK_JOIN, &join_lock);
    pthread_setcancelstate(cancel, NULL);
}
