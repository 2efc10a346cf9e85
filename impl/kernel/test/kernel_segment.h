/* For tests that look at the session's segment, or spoil it, behind the
 * library's back.
 */
#ifndef HLOCAL_IMPL_KERNEL_TEST_KERNEL_SEGMENT_H
#define HLOCAL_IMPL_KERNEL_TEST_KERNEL_SEGMENT_H

#include "../kernel_layout.h"
#include "kernel_expect.h"

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Where this process, which has joined, has mapped its session's segment, and
 * from which file; NULL when the session is private. */
static inline struct segment *segment_find(char path[256])
{
    FILE *maps = fopen("/proc/self/maps", "r");
    struct segment *found = NULL;
    char line[512];
    unsigned long from, to;

    EXPECT(maps != NULL);
    while (found == NULL && fgets(line, sizeof line, maps) != NULL)
        if (strstr(line, "/hlocal.") != NULL &&
            sscanf(line, "%lx-%lx %*s %*s %*s %*s %255s", &from, &to, path) ==
                3 &&
            to - from >= sizeof *found)
            found = (struct segment *)from;
    fclose(maps);
    return found;
}

/* Join, and map the segment a second time: this mapping survives fork, which
 * the library's does not. NULL, and a line that says so, when the session is
 * private. */
static inline struct segment *segment_map(char path[256])
{
    (void)GetCurrentProcessId();
    if (segment_find(path) == NULL) {
        printf("skipped: the session of this process is private\n");
        return NULL;
    }
    int fd = open(path, O_RDWR | O_CLOEXEC);
    EXPECT(fd >= 0);
    void *at = mmap(NULL, sizeof(struct segment), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_NORESERVE, fd, 0);
    EXPECT(at != MAP_FAILED);
    close(fd);
    return at;
}

/* The slot of a process, which must have one. */
static inline struct process *segment_slot(struct segment *segment, pid_t pid)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].state != PROCESS_NONE &&
            segment->process[i].pid == (int32_t)pid)
            return &segment->process[i];
    EXPECT(!"the process has a slot");
    return NULL;
}

#endif /* HLOCAL_IMPL_KERNEL_TEST_KERNEL_SEGMENT_H */
