/* Which process is which, and who has died: pids are reused, pid and start time
 * together not. Dead is only who is proven to be so: who takes a living process
 * for dead takes its handles away.
 */
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define FIELD_THREADS 20 /* of /proc/PID/stat: see proc(5) */
#define FIELD_START 22

/* Write "/proc/PID/stat". By hand, for this also runs between fork and exec
 * of a threaded process, where printf may not. */
static void stat_path(char path[32], int32_t pid)
{
    char digits[12];
    size_t count = 0, at = strlen("/proc/");

    memcpy(path, "/proc/", at);
    do {
        digits[count++] = (char)('0' + pid % 10);
        pid /= 10;
    } while (pid > 0);
    while (count > 0)
        path[at++] = digits[--count];
    memcpy(path + at, "/stat", sizeof "/stat");
}

static uint64_t number(const char *at)
{
    uint64_t value = 0;

    for (; *at >= '0' && *at <= '9'; at++)
        value = value * 10 + (uint64_t)(*at - '0');
    return value;
}

/* Read a process's stat file: its start in ticks and whether it is a zombie.
 * False when it cannot be read, which tells nothing about the process. */
static bool stat_read(int32_t pid, uint64_t *start, bool *zombie)
{
    char path[32], text[512];

    stat_path(path, pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0)
        return false;
    text[length] = '\0';

    /* The second field is the program's name, in parentheses, and may hold
     * anything; the fields after it are counted from the last one. */
    const char *at = strrchr(text, ')');
    if (at == NULL || at[1] != ' ')
        return false;
    at += 2;
    char state = *at;
    uint64_t threads = 0;
    for (int field = 3; field < FIELD_START; field++) {
        at = strchr(at, ' ');
        if (at == NULL)
            return false;
        at++;
        if (field + 1 == FIELD_THREADS)
            threads = number(at);
    }
    *start = number(at) + 1; /* never 0 for a process that runs */
    /* The state is that of the main thread, and others may go on without. */
    *zombie = (state == 'Z' || state == 'X') && threads <= 1;
    return true;
}

enum process_life process_life(int32_t pid, uint64_t *start)
{
    bool zombie;

    *start = 0;
    if (pid <= 0 || (kill(pid, 0) != 0 && errno == ESRCH))
        return PROCESS_GONE;
    if (!stat_read(pid, start, &zombie))
        return PROCESS_UNKNOWN;
    return zombie ? PROCESS_ZOMBIE : PROCESS_RUNS;
}

bool process_is_dead(const struct session *session, int32_t pid, uint64_t start)
{
    uint64_t found, own;
    enum process_life life = process_life(pid, &found);

    if (life == PROCESS_GONE)
        return true;
    if (life == PROCESS_UNKNOWN)
        return false;
    if (life == PROCESS_RUNS && (found == start || start == 0))
        return false;
    /* setns, or another /proc mounted here, makes this process misread all
     * others; then it misreads itself as well. */
    return process_life(session->pid, &own) == PROCESS_RUNS &&
           own == session->start;
}
