/* The session: which segment this process shares, and with whom.
 *
 * session_enter joins on first use and takes the lock; between it and
 * session_leave `*session` may be read and written.
 *
 * The invariant is session_is_valid() (valid.h). In words: an object lives
 * exactly while an entry of some process names it, and `refs` counts those. A
 * live object with a name is in its name's bucket, once. Dead objects, and free
 * entries of each process, are on their free list, once; the counts are right.
 * No two slots are one process's.
 */
#ifndef HLOCAL_IMPL_KERNEL_SESSION_H
#define HLOCAL_IMPL_KERNEL_SESSION_H

#include "kernel_layout.h"

#include <stdbool.h>

struct session {
    struct segment *segment;
    struct process *self;
    int32_t pid;       /* of this process, as its slot must have them */
    uint64_t start;    /* 0 when unreadable, which only a private one may be */
    uint64_t program;  /* as process.program */
    int bytes_fd;      /* -1: private, and there is no memory to be had */
    int cancel_state;  /* of the thread that has the lock, before it */
    bool left;         /* session_end has been here; under the lock */
    bool shared;       /* false: private to this process */
    bool recycle;      /* HLOCAL_NT_REUSE=now */
    bool report_leaks; /* HLOCAL_LEAKS is not "off" */
    uint64_t inode;    /* of the segment's file */
    char path[128];    /* of the segment's file, "" when private */
    char refusal[256]; /* why it is private, "" when it is as asked */
};

/* The session, locked; NULL when there is none to be had (no memory). */
struct session *session_enter(void);
void session_leave(struct session *session);

/* The joined session without the lock, or NULL: for the tick and for
 * mappings, which need none. */
struct session *session_peek(void);

/* Take the lock of a mapped segment, and repair what one who died with it left
 * behind; false when that cannot be done. session.c */
bool session_lock(struct session *session);

/* Find a file for the segment, map it, join; or fall back to a private one,
 * which is told on stderr. session_join.c, session_file.c */
bool session_open(struct session *session);
void session_close(struct session *session);

/* Whether this process still has its slot; and take a slot, the one it has or
 * a new one, false when there is none. Locked. process_slot.c */
bool session_is_member(const struct session *session);
bool session_take_slot(struct session *session);

/* See to it that the segment's bytes can be touched without a signal; false
 * when /dev/shm is full. Any thread. segment_reserve.c */
bool session_reserve(const struct session *session, const void *at,
                     size_t bytes);

/* The same for this process's session, also while it is being joined; the
 * segment given is the session's. session.c */
bool segment_reserve(const struct segment *segment, const void *at,
                     size_t bytes);

/* The session's memory. Locked. session_bytes.c
 * Make it and note it in the segment, or open it as some member sees it: a
 * descriptor, -1 when that fails. */
int bytes_create(struct segment *segment);
int bytes_borrow(const struct segment *segment);
/* Whether a descriptor of this process is it; and whether session->bytes_fd
 * is, after borrowing it anew if the program closed it. */
bool bytes_is(const struct segment *segment, int fd);
bool bytes_ready(struct session *session);

/* What is known of a pid. A zombie has neither threads nor a parent that has
 * waited for it; of an unknown one only that the number is in use. */
enum process_life {
    PROCESS_UNKNOWN,
    PROCESS_RUNS,
    PROCESS_ZOMBIE,
    PROCESS_GONE,
};

/* Look, and say when it began, in clock ticks since boot as the caller's time
 * namespace has them, plus one: 0 when that cannot be read.
 * Safe between fork and exec. process_start.c */
enum process_life process_life(int32_t pid, uint64_t *start);

/* Whether the process that began at `start` is known to have died. Whatever
 * leaves a doubt (no descriptor, no /proc, no right to look) says no. */
bool process_is_dead(const struct session *session, int32_t pid,
                     uint64_t start);

/* Visit the names in a folder, but for those that begin with a dot, until
 * `visit` returns false. Nothing when it cannot be read. folder_each.c */
typedef bool folder_visit(const char *name, void *context);
void folder_each(const char *path, folder_visit *visit, void *context);

/* Whether any slot is that of a member. */
bool others_joined(const struct segment *segment);

/* The slot of a process, NULL when there is none (and no room for it). A new
 * one has no handles. Locked. process_slot.c */
struct process *process_find(struct segment *segment, int32_t pid,
                             uint64_t start);
struct process *process_insert(struct session *session, int32_t pid,
                               uint64_t start);

/* Drop whatever dead processes hold. Locked. kernel_repair.c */
void session_reap(struct session *session);

/* Rebuild all that can be derived from the entries. Locked. */
void session_repair(struct segment *segment);

#endif /* HLOCAL_IMPL_KERNEL_SESSION_H */
