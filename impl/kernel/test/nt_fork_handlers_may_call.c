/* A program's own fork handlers, installed before its first handle, may use
 * handles: in the child they find the child's table, not the parent's.
 * Shows NT_FORK_2. */
#include "kernel_peer.h"

#include <pthread.h>

static HANDLE marked, plain;
static pid_t parent;
static BOOL marked_closed, plain_closed;

static void use(void)
{
    HANDLE copy;

    EXPECT(DuplicateHandle(GetCurrentProcess(), plain, GetCurrentProcess(),
                           &copy, 0, FALSE, 0) &&
           CloseHandle(copy));
}

static void in_child(void)
{
    marked_closed = CloseHandle(marked);
    plain_closed = CloseHandle(plain);
}

int main(void)
{
    DWORD flags;

    session_own();
    alarm(20); /* a hang is a failure */
    parent = getpid();
    EXPECT(pthread_atfork(use, use, in_child) == 0);
    kernel_ref ref = memory_create(4096, NULL);
    plain = handle_create(ref);
    marked = handle_create(ref);
    EXPECT(
        SetHandleInformation(marked, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT));
    pid_t pid = fork();
    if (pid == 0)
        exit(marked_closed && !plain_closed ? 0 : 1);
    expect_success(pid);
    EXPECT(GetHandleInformation(plain, &flags));
    EXPECT(GetHandleInformation(marked, &flags));
    EXPECT(CloseHandle(plain) && CloseHandle(marked));
    return 0;
}
