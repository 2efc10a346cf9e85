/* Processes killed at any moment, also inside the session's lock, leave the
 * session usable, their objects dead and their names free.
 * Shows NT_DIE_1. */
#include "kernel_expect.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const uint16_t name[] = u"killed";

static void churn(void)
{
    HANDLE self = GetCurrentProcess(), kept = NULL;

    for (int i = 0;; i++) {
        struct hl_kernel_new what = {.kind = HL_KERNEL_MEMORY, .bytes = 8192};
        kernel_ref ref;
        HANDLE handle, copy = NULL;
        what.name = i % 3 == 0 ? name : NULL;
        if (hl_kernel_create(&what, &ref) != ERROR_SUCCESS)
            continue;
        char *at = hl_kernel_map(hl_kernel_id(ref), 8192);
        at[0] = 1;
        if (hl_kernel_export(ref, 0, FALSE, &handle) == ERROR_SUCCESS &&
            DuplicateHandle(self, handle, self, &copy, 0, FALSE,
                            DUPLICATE_CLOSE_SOURCE) &&
            kept != NULL)
            CloseHandle(kept);
        kept = copy;
        hl_kernel_unmap(at, 8192);
        hl_kernel_release(ref);
    }
}

int main(void)
{
    kernel_ref ref, mine = memory_create(4096, NULL);
    kernel_id id = hl_kernel_id(mine);
    HANDLE handle = handle_create(mine);

    for (unsigned round = 0; round < 60; round++) {
        int status;
        pid_t pid = fork();
        if (pid == 0) {
            churn();
            _exit(1);
        }
        usleep(1000 + 397 * round % 9000);
        EXPECT(kill(pid, SIGKILL) == 0);
        EXPECT(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
        EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, name, &ref) == 2);
        EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
        HANDLE copy;
        EXPECT(DuplicateHandle(GetCurrentProcess(), handle, GetCurrentProcess(),
                               &copy, 0, FALSE, 0));
        EXPECT(CompareObjectHandles(copy, handle));
        EXPECT(CloseHandle(copy));
    }
    EXPECT(CloseHandle(handle));
    hl_kernel_release(mine);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
