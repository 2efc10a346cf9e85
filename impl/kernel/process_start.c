/* Which process is which: pids are reused, pid and start time together not.
 */
#include "session.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

uint64_t process_start(int32_t pid)
{
    char path[32], text[512];

    if (pid <= 0)
        return 0;
    stat_path(path, pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0)
        return 0;
    text[length] = '\0';

    /* The second field is the program's name, in parentheses, and may hold
     * anything; the fields after it are counted from the last one. */
    const char *at = strrchr(text, ')');
    if (at == NULL || at[1] != ' ' || at[2] == 'Z' || at[2] == 'X')
        return 0;
    at += 2;
    for (int field = 3; field < 22; field++) {
        at = strchr(at, ' ');
        if (at == NULL)
            return 0;
        at++;
    }
    uint64_t start = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        start = start * 10 + (uint64_t)(*at - '0');
    return start + 1; /* never 0 for a process that runs */
}

struct process *process_find(struct segment *segment, int32_t pid,
                             uint64_t start)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
        struct process *process = &segment->process[i];
        if (process->state != PROCESS_NONE && process->pid == pid &&
            process->start == start)
            return process;
    }
    return NULL;
}

struct process *process_insert(struct segment *segment, int32_t pid,
                               uint64_t start)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
        struct process *process = &segment->process[i];
        if (process->state != PROCESS_NONE)
            continue;
        process->pid = pid;
        process->start = start;
        process->bytes_fd = -1;
        process->state = PROCESS_AWAITED;
        return process;
    }
    return NULL;
}
