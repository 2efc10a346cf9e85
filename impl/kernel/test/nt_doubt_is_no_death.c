/* A process that cannot look at others, for want of a descriptor or of /proc,
 * takes none of them for dead, neither when it asks nor when it exits.
 * Shows NT_DIE_2. */
#include "kernel_peer.h"

#include <sys/resource.h>

static void no_descriptors(void)
{
    struct rlimit none = {0, 0};

    EXPECT(setrlimit(RLIMIT_NOFILE, &none) == 0);
}

static void no_proc(void)
{
    if (chroot("/dev/shm") != 0)
        skip("chroot");
}

/* Let a member that went blind look for dead ones, and exit. */
static void blind_member(void (*blind)(void))
{
    pid_t pid = fork();

    if (pid == 0) {
        HANDLE handle = handle_create(memory_create(4096, NULL));
        blind();
        hl_kernel_reap();
        EXPECT(CloseHandle(handle));
        exit(0);
    }
    expect_success(pid);
}

int main(void)
{
    void (*const ways[])(void) = {no_descriptors, no_proc};

    session_own();
    kernel_ref ref = memory_create(4096, NULL);
    kernel_id id = hl_kernel_id(ref);
    HANDLE handle = handle_create(ref);
    DWORD flags;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        blind_member(ways[i]);
        EXPECT(GetHandleInformation(handle, &flags));
        EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    }
    EXPECT(CloseHandle(handle));
    hl_kernel_release(ref);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
