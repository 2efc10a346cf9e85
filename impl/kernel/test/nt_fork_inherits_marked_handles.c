/* A child made by fork has its parent's inheritable handles, under the same
 * values, and no others.
 * Shows NT_FORK_1. */
#include "kernel_expect.h"

#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE plain = handle_create(ref), marked = handle_create(ref);
    int status;
    DWORD flags;

    EXPECT(
        SetHandleInformation(marked, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT));
    pid_t pid = fork();
    if (pid == 0) {
        EXPECT(!GetHandleInformation(plain, &flags));
        EXPECT(GetHandleInformation(marked, &flags));
        EXPECT(flags == HANDLE_FLAG_INHERIT);
        for (int i = 0; i < 100; i++) { /* the rest of the table is usable */
            HANDLE copy;
            EXPECT(DuplicateHandle(GetCurrentProcess(), marked,
                                   GetCurrentProcess(), &copy, 0, FALSE, 0));
            EXPECT(copy != marked);
        }
        EXPECT(CloseHandle(marked));
        _exit(0);
    }
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    EXPECT(CloseHandle(marked) && CloseHandle(plain));
    hl_kernel_reap();
    kernel_id id = hl_kernel_id(ref);
    hl_kernel_release(ref);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
