/* In a program with the library's archive, handles work in the program's own
 * destructors, and one closed there is no leak.
 * Shows NT_END_1. */
#include "kernel_peer.h"

static HANDLE handle;
static int report[2];

__attribute__((destructor)) static void last_words(void)
{
    if (handle != NULL && !CloseHandle(handle))
        _exit(1);
}

int main(void)
{
    char text[512];

    session_own();
    EXPECT(pipe(report) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(report[1], STDERR_FILENO);
        handle = handle_create(memory_create(4096, NULL));
        exit(0);
    }
    close(report[1]);
    ssize_t length = read(report[0], text, sizeof text);
    expect_success(pid);
    EXPECT(length == 0);
    return 0;
}
