/* For tests of what happens before main and after it: run a program and look
 * at what it wrote. */
#ifndef HLOCAL_IMPL_TEST_RUN_PROGRAM_H
#define HLOCAL_IMPL_TEST_RUN_PROGRAM_H

#include <libgen.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Run `path`, with one argument if `argument` is not NULL; it must exit with
 * 0. Its standard error goes to `text`, a string of less than `size` bytes.
 * Returns how many bytes it wrote there. */
static inline size_t run_program(const char *path, const char *argument,
                                 char *text, size_t size)
{
    int ends[2], status;
    size_t got = 0;
    ssize_t more;
    pid_t child;

    CHECK(pipe(ends) == 0);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], 2);
        (void)close(ends[0]);
        (void)close(ends[1]);
        (void)execl(path, path, argument, (char *)NULL);
        _exit(1);
    }
    (void)close(ends[1]);
    while (got < size - 1 &&
           (more = read(ends[0], text + got, size - 1 - got)) > 0)
        got += (size_t)more;
    text[got] = '\0';
    (void)close(ends[0]);
    CHECK(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        (void)fprintf(stderr, "%s: status 0x%x, wrote: %s\n", path,
                      (unsigned)status, text);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return got;
}

/* The path of `name`, given from the folder of the program `self`; lasts until
 * the next call. */
static inline const char *beside(const char *self, const char *name)
{
    static char path[4096], folder[4096];

    (void)snprintf(folder, sizeof folder, "%s", self);
    (void)snprintf(path, sizeof path, "%s/%s", dirname(folder), name);
    CHECK(realpath(path, folder) != NULL);
    return folder;
}

#endif /* HLOCAL_IMPL_TEST_RUN_PROGRAM_H */
