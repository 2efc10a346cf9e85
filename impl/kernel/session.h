/* The session: which segment this process shares, and with whom.
 *
 * session_enter joins on first use and takes the lock; between it and
 * session_leave `*session` may be read and written.
 */
#ifndef SESSION_H
#define SESSION_H

#include "kernel_layout.h"

#include <stdbool.h>

struct session {
    struct segment *segment;
    struct process *self;
    int bytes_fd;
    bool shared;       /* false: private to this process */
    bool recycle;      /* HLOCAL_NT_REUSE=now */
    bool report_leaks; /* HLOCAL_LEAKS is not "off" */
    uint64_t inode;    /* of the segment's file */
    char path[128];    /* of the segment's file, "" when private */
};

/* The session, locked; NULL when there is none to be had (no memory). */
struct session *session_enter(void);
void session_leave(struct session *session);

/* The joined session without the lock, or NULL: for the tick and for
 * mappings, which need none. */
struct session *session_peek(void);

/* Find a file for the segment, map it, join; or fall back to a private one.
 * session_file.c */
bool session_open(struct session *session);
void session_close(struct session *session);

/* When the process `pid` began, 0 when it does not run (a zombie does not).
 * Safe between fork and exec. process_start.c */
uint64_t process_start(int32_t pid);

/* The slot of a process, NULL when there is none (and no room for it). */
struct process *process_find(struct segment *segment, int32_t pid,
                             uint64_t start);
struct process *process_insert(struct segment *segment, int32_t pid,
                               uint64_t start);

/* Drop whatever dead processes hold. Locked. kernel_repair.c */
void session_reap(struct session *session);

/* Rebuild all that can be derived from the entries. Locked. */
void session_repair(struct segment *segment);

#endif /* SESSION_H */
