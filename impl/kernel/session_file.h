/* The segment's file: finding, opening, removing it. Not thread-safe: joining
 * and leaving are done by one thread at a time (join_lock of session.c).
 */
#ifndef HLOCAL_IMPL_KERNEL_SESSION_FILE_H
#define HLOCAL_IMPL_KERNEL_SESSION_FILE_H

#include "session.h"

#include <sys/stat.h>

/* Note why nothing is shared, for the one sentence on stderr; false. */
__attribute__((format(printf, 2, 3))) bool
session_refuse(struct session *session, const char *format, ...);

/* Fill session->path; false, with a refusal, when there shall be no file. */
bool session_path(struct session *session);

/* The file at session->path, made if need be, of the right size and flocked;
 * -1, with a refusal, when it cannot be had. Sets session->inode. */
int session_file_open(struct session *session);

/* Whether a file is one that nobody but this user can have made or can open.
 * One that was just removed is, too. */
bool session_file_is_own(const struct stat *file);

/* Take the flock, trying again each millisecond. */
bool session_file_lock(int fd, int tries);

/* Whether nobody alive is a member of a flocked file. session_sweep.c */
bool session_file_is_idle(const struct session *session, int fd);

/* Remove the files of this user's sessions whose members have all died, but
 * for session->path. session_sweep.c */
void session_sweep(const struct session *session);

#endif /* HLOCAL_IMPL_KERNEL_SESSION_FILE_H */
