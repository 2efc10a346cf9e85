/* A process's number is given to another once it has ended. A handle to the
 * first is none to the second: nothing can be put into its table, it compares
 * as different, and the second has none of the first's handles. Nor does a
 * strange program name change that. */
#define _GNU_SOURCE
#include "kernel_expect.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child that gets this number; 0 in the child, -1 where one may not ask. */
static pid_t fork_as(pid_t number)
{
    struct clone_args how = {.exit_signal = SIGCHLD,
                             .set_tid = (uint64_t)(uintptr_t)&number,
                             .set_tid_size = 1};

    return (pid_t)syscall(SYS_clone3, &how, sizeof how);
}

/* The name is a field of /proc/PID/stat, among the numbers. */
static void wait_under_a_strange_name(void)
{
    prctl(PR_SET_NAME, ") Z 1 (2 3) R 4");
    for (;;)
        pause();
}

static void end(pid_t pid)
{
    EXPECT(kill(pid, SIGKILL) == 0);
    EXPECT(waitpid(pid, NULL, 0) == pid);
}

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref), theirs, self = GetCurrentProcess();

    pid_t first = fork();
    if (first == 0)
        wait_under_a_strange_name();
    HANDLE old = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)first);
    EXPECT(old != NULL);
    EXPECT(DuplicateHandle(self, handle, old, &theirs, 0, FALSE, 0));
    end(first);
    EXPECT_ERROR(DuplicateHandle(self, handle, old, &theirs, 0, FALSE, 0),
                 ERROR_ACCESS_DENIED);
    usleep(30000); /* start times are told in hundredths of a second */

    pid_t second = fork_as(first);
    if (second < 0) {
        printf("skipped: this process may not choose a number: %s\n",
               strerror(errno));
        return 0;
    }
    if (second == 0)
        wait_under_a_strange_name();
    EXPECT(second == first);
    HANDLE new = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)second);
    EXPECT(new != NULL);
    EXPECT_ERROR(CompareObjectHandles(old, new), ERROR_NOT_SAME_OBJECT);
    EXPECT_ERROR(DuplicateHandle(self, handle, old, &theirs, 0, FALSE, 0),
                 ERROR_ACCESS_DENIED);
    HANDLE stale = theirs;
    EXPECT(DuplicateHandle(self, handle, new, &theirs, 0, FALSE, 0));
    EXPECT(stale == NULL && theirs != NULL);

    /* The object now lives by our two references and the second's one. */
    kernel_id id = hl_kernel_id(ref);
    EXPECT(CloseHandle(handle));
    hl_kernel_release(ref);
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    end(second);
    hl_kernel_reap();
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(CloseHandle(old) && CloseHandle(new));
    return 0;
}
