/* HL_REPORT_1: with HLOCAL_REPORT=1 what was not freed is listed at exit. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Run this program again as a child that leaks; its standard error. */
static size_t run(const char *self, char *text, size_t size)
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
        (void)execl(self, self, "leak", (char *)NULL);
        _exit(1);
    }
    (void)close(ends[1]);
    while ((more = read(ends[0], text + got, size - 1 - got)) > 0)
        got += (size_t)more;
    text[got] = '\0';
    (void)close(ends[0]);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return got;
}

static int leak(void)
{
    HLOCAL freed = LocalAlloc(LMEM_FIXED, 1);
    HLOCAL f = LocalAlloc(LMEM_FIXED, 1234);
    HLOCAL h = LocalAlloc(LMEM_MOVEABLE, 56789);

    CHECK(f != NULL && LocalLock(h) != NULL);
    CHECK(LocalFree(freed) == NULL);
    return 0;
}

int main(int count, char **arguments)
{
    char text[4096];

    if (count > 1)
        return leak();
    CHECK(setenv("HLOCAL_REPORT", "1", 1) == 0);
    CHECK(run(arguments[0], text, sizeof text) > 0);
    CHECK(strstr(text, "1234 bytes") != NULL);
    CHECK(strstr(text, "56789 bytes, flags 0x1") != NULL);
    CHECK(strstr(text, "2 objects not freed") != NULL);
    CHECK(unsetenv("HLOCAL_REPORT") == 0);
    CHECK(run(arguments[0], text, sizeof text) == 0);
    return 0;
}
