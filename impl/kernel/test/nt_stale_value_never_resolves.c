/* A closed value stays invalid while a hundred thousand others come and go,
 * unless HLOCAL_NT_REUSE=now asks for the opposite: then at once.
 * Shows VK_NT_1 NT_STALE_1. */
#include "kernel_expect.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    bool now = argc > 1 && strcmp(argv[1], "now") == 0;
    if (now)
        setenv("HLOCAL_NT_REUSE", "now", 1);

    kernel_ref ref = memory_create(4096, NULL);
    HANDLE first = handle_create(ref);
    EXPECT(CloseHandle(first));
    HANDLE second = handle_create(ref);
    EXPECT((first == second) == now);
    EXPECT(CloseHandle(second));
    for (int i = 0; !now && i < 100000; i++) {
        HANDLE next = handle_create(ref);
        DWORD flags;
        EXPECT(next != first);
        EXPECT(!GetHandleInformation(first, &flags));
        EXPECT(CloseHandle(next));
    }
    hl_kernel_release(ref);
    if (argc == 1) /* and the adversary, in a session of its own */
        return execl(argv[0], argv[0], "now", (char *)NULL);
    return 0;
}
