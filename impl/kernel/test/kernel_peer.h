/* What tests of several processes share: waiting for a child, talking to it,
 * and the session's file as a peer gone wild would use it.
 */
#ifndef HLOCAL_IMPL_KERNEL_TEST_KERNEL_PEER_H
#define HLOCAL_IMPL_KERNEL_TEST_KERNEL_PEER_H

#include "../kernel_layout.h"
#include "kernel_expect.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Say why a test cannot be made here, and end well. */
static inline void skip(const char *what)
{
    printf("skipped: %s: %s\n", what, strerror(errno));
    exit(0);
}

/* Wait for a child, which must end by exit(0). */
static inline void expect_success(pid_t pid)
{
    int status;

    EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid);
    if (status != 0)
        fprintf(stderr, "child ended with status 0x%x\n", (unsigned)status);
    EXPECT(status == 0);
}

/* One byte through a pipe: "go on". Pipe ends are fd[0] to read, fd[1]. */
static inline void tell(int pipe_fd[2])
{
    EXPECT(write(pipe_fd[1], "x", 1) == 1);
}

static inline void await(int pipe_fd[2])
{
    char byte;

    EXPECT(read(pipe_fd[0], &byte, 1) == 1);
}

/* The number of files of the sessions whose name matches `pattern`, and the
 * path of the first (128 bytes). */
static inline size_t session_files(const char *pattern, char *path)
{
    char whole[128];
    glob_t found;

    snprintf(whole, sizeof whole, "/dev/shm/hlocal.*.%s", pattern);
    size_t count = glob(whole, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    if (count > 0 && path != NULL)
        snprintf(path, 128, "%s", found.gl_pathv[0]);
    globfree(&found);
    return count;
}

/* The segment of the session this process is in. */
static inline struct segment *segment_map(void)
{
    char path[128];

    (void)GetCurrentProcessId();
    EXPECT(session_files(getenv("HLOCAL_SESSION"), path) == 1);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    EXPECT(fd >= 0);
    struct segment *segment =
        mmap(NULL, sizeof *segment, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_NORESERVE, fd, 0);
    EXPECT(segment != MAP_FAILED);
    close(fd);
    return segment;
}

/* The slot of a member. */
static inline struct process *slot_of(struct segment *segment, pid_t pid)
{
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].state == PROCESS_JOINED &&
            segment->process[i].pid == pid)
            return &segment->process[i];
    EXPECT(!"a slot");
    return NULL;
}

/* A session of this test's own when it is run by hand. */
static inline void session_own(void)
{
    char name[32];

    snprintf(name, sizeof name, "by-hand-%d", (int)getpid());
    setenv("HLOCAL_SESSION", name, 0);
}

#endif /* HLOCAL_IMPL_KERNEL_TEST_KERNEL_PEER_H */
