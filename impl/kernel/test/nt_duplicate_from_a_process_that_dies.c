/* The source process dies in the middle of DuplicateHandle, after it was found
 * and before room is made for the target: its slot becomes the target's. The
 * duplication fails; it does not take the target for the source. */
#define _GNU_SOURCE
#include "kernel_segment.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static char target_stat[32]; /* who looks at the target ... */
static pid_t source;         /* ... finds the source dead */

static void end(pid_t pid)
{
    EXPECT(kill(pid, SIGKILL) == 0);
    EXPECT(waitpid(pid, NULL, 0) == pid);
}

/* The library's open. */
int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    unsigned mode = (flags & O_CREAT) != 0 ? va_arg(more, unsigned) : 0;
    va_end(more);

    if (source != 0 && strcmp(path, target_stat) == 0) {
        end(source);
        source = 0;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static pid_t begin(void)
{
    pid_t pid = fork();

    while (pid == 0)
        pause();
    return pid;
}

/* Leave no slot free, as 126 more processes would. */
static void fill(struct segment *segment, const struct process *like)
{
    segment->slots = KERNEL_PROCESSES;
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++) {
        struct process *process = &segment->process[i];
        if (process->state != PROCESS_NONE)
            continue;
        process->pid = like->pid;
        process->start = like->start;
        process->state = PROCESS_AWAITED;
    }
}

int main(void)
{
    char path[256];
    HANDLE self = GetCurrentProcess(), copy = self;
    struct segment *segment = segment_map(path);

    if (segment == NULL)
        return 0;
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref), theirs;
    pid_t first = begin(), target = begin(), other = begin();
    HANDLE from = OpenProcess(PROCESS_ALL_ACCESS, FALSE, (DWORD)first);
    HANDLE to = OpenProcess(PROCESS_ALL_ACCESS, FALSE, (DWORD)target);
    HANDLE third = OpenProcess(PROCESS_ALL_ACCESS, FALSE, (DWORD)other);
    EXPECT(DuplicateHandle(self, handle, from, &theirs, 0, FALSE, 0));
    EXPECT(DuplicateHandle(self, handle, third, &theirs, 0, FALSE, 0));
    fill(segment, segment_slot(segment, other));

    /* The pseudo-handle means the source, whichever slot that is. */
    snprintf(target_stat, sizeof target_stat, "/proc/%d/stat", (int)target);
    source = first;
    EXPECT_ERROR(DuplicateHandle(from, self, to, &copy, 0, FALSE,
                                 DUPLICATE_CLOSE_SOURCE),
                 ERROR_ACCESS_DENIED);
    EXPECT(source == 0 && copy == NULL);
    end(target);
    end(other);
    hl_kernel_reap();
    EXPECT(CloseHandle(handle));
    hl_kernel_release(ref);
    return 0;
}
