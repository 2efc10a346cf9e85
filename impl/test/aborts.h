/* For tests of what the library checks by itself: what it does happens in a
 * child, and what it says on standard error is read. */
#ifndef HLOCAL_IMPL_TEST_ABORTS_H
#define HLOCAL_IMPL_TEST_ABORTS_H

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Run `body` in a child, with what it says in `said`; its wait status. The
 * child exits with what `body` returns. */
static inline int run_child(int (*body)(void), char *said, size_t bytes)
{
    size_t length = 0;
    ssize_t got;
    int ends[2], status;
    pid_t child;

    CHECK(pipe(ends) == 0);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], STDERR_FILENO);
        _exit(body());
    }
    (void)close(ends[1]);
    while (length + 1 < bytes &&
           (got = read(ends[0], said + length, bytes - 1 - length)) > 0)
        length += (size_t)got;
    said[length] = '\0';
    (void)close(ends[0]);
    CHECK(waitpid(child, &status, 0) == child);
    return status;
}

/* `body` aborts, and says `words`. */
static inline void check_aborts(const char *name, int (*body)(void),
                                const char *words)
{
    static char said[4096];
    int status = run_child(body, said, sizeof said);

    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT &&
        strstr(said, words) != NULL)
        return;
    fprintf(stderr, "%s: no abort with \"%s\" (status %d); it says:\n%s", name,
            words, status, said);
    exit(1);
}

/* `body` returns 0, and says `words`. */
static inline void check_reported(const char *name, int (*body)(void),
                                  const char *words)
{
    static char said[4096];
    int status = run_child(body, said, sizeof said);

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
        strstr(said, words) != NULL)
        return;
    fprintf(stderr, "%s: \"%s\" is not reported (status %d); it says:\n%s",
            name, words, status, said);
    exit(1);
}

#endif /* HLOCAL_IMPL_TEST_ABORTS_H */
