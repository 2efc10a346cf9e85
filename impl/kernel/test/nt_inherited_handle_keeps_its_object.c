/* What a child inherits is a handle like any other: the object lives by it
 * when nobody else has one, and dies with it.
 * Shows NT_FORK_1. */
#include "kernel_expect.h"

#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    kernel_id id = hl_kernel_id(ref);
    HANDLE marked = handle_create(ref);
    int go[2], ready[2], status;
    char byte;

    EXPECT(pipe(go) == 0 && pipe(ready) == 0);
    EXPECT(
        SetHandleInformation(marked, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT));
    pid_t pid = fork();
    if (pid == 0) {
        (void)GetCurrentProcessId();
        EXPECT(write(ready[1], "x", 1) == 1);
        EXPECT(read(go[0], &byte, 1) == 1); /* the parent has let go */
        EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
        EXPECT(CloseHandle(marked));
        EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
        _exit(0);
    }
    EXPECT(read(ready[0], &byte, 1) == 1);
    EXPECT(CloseHandle(marked));
    hl_kernel_release(ref);
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(write(go[1], "x", 1) == 1);
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
