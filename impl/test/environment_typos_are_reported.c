/* A HLOCAL_ name that nobody knows, or a value that a variable does not take,
 * is told on standard error once, at the first use; what is right is not. */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "environment.h"
#include "check.h"
#include "hlocal/handle.h"

/* Run this program again in the way `how`, with one more variable; its
 * standard error. */
static const char *run(const char *self, const char *how, const char *name,
                       const char *value)
{
    static char text[4096];
    int ends[2], status;
    size_t got = 0;
    ssize_t more;

    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], 2);
        (void)close(ends[0]);
        if (name != NULL)
            (void)setenv(name, value, 1);
        (void)execl(self, self, how, (char *)NULL);
        _exit(1);
    }
    (void)close(ends[1]);
    while ((more = read(ends[0], text + got, sizeof text - 1 - got)) > 0)
        got += (size_t)more;
    text[got] = '\0';
    (void)close(ends[0]);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return text;
}

static int use(const char *how)
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(how, "call") == 0) {
            errno = 77;
            hl_environment_check();
            CHECK(errno == 77);
        } else if (strcmp(how, "block") == 0) {
            HLOCAL block = LocalAlloc(LMEM_MOVEABLE, 100);
            CHECK(block != NULL && LocalFree(block) == NULL);
        } else {
            HANDLE handle =
                OpenProcess(PROCESS_DUP_HANDLE, FALSE, GetCurrentProcessId());
            CHECK(handle != NULL && CloseHandle(handle));
        }
    }
    return 0;
}

static int lines(const char *text)
{
    int count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

int main(int count, char **arguments)
{
    static const char *const uses[] = {"call", "block", "handle"};
    static const char *const wrong[][2] = {
        {"HLOCAL_COMPCT", "100"},
        {"HLOCAL_", ""},
        {"HLOCAL_COMPACT_", "1"},
        {"HLOCAL_VK_PROFIL", "cts"},
        {"HLOCAL_COMPACT", "0"},
        {"HLOCAL_COMPACT", "1000001"},
        {"HLOCAL_COMPACT", "-1"},
        {"HLOCAL_COMPACT", "99999999999999999999"},
        {"HLOCAL_COMPACT", "100us"},
        {"HLOCAL_MOVABLE_LIMIT", "none"},
        {"HLOCAL_INPLACE", "window"},
        {"HLOCAL_INPLACE", "windows|capacity"},
        {"HLOCAL_REPORT", "yes"},
        {"HLOCAL_NT_REUSE", "NOW"},
        {"HLOCAL_LEAKS", "0"},
    };
    static const char *const right[][2] = {
        {"HLOCAL_COMPACT", "1000000"}, {"HLOCAL_COMPACT", ""},
        {"HLOCAL_MOVABLE_LIMIT", "9"}, {"HLOCAL_INPLACE", "windows"},
        {"HLOCAL_REPORT", "0"},        {"HLOCAL_NT_REUSE", "now"},
        {"HLOCAL_LEAKS", "off"},       {"HLOCAL_VK_PROFILE", "cts"},
        {"XHLOCAL_COMPACT", "x"},
    };

    if (count > 1)
        return use(arguments[1]);
    for (size_t way = 0; way < 3; way++) {
        size_t step = way == 0 ? 1 : 7; /* what is told is the same code */
        CHECK(run(arguments[0], uses[way], NULL, NULL)[0] == '\0');
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i += step) {
            const char *report =
                run(arguments[0], uses[way], wrong[i][0], wrong[i][1]);
            char begin[100];
            snprintf(begin, sizeof begin, "hlocal: %s", wrong[i][0]);
            CHECK(strncmp(report, begin, strlen(begin)) == 0);
            CHECK(strstr(report, "has no effect") != NULL);
            CHECK(lines(report) == 1);
        }
        for (size_t i = 0; i < sizeof right / sizeof right[0]; i += step)
            CHECK(run(arguments[0], uses[way], right[i][0], right[i][1])[0] ==
                  '\0');
    }
    return 0;
}
