/* A process in another time namespace reads other start times, so it has a
 * session of its own and takes no member of this one for dead; nor does one
 * that moves there as a member.
 * Shows NT_DIE_2. */
#define _GNU_SOURCE
#include "kernel_peer.h"

#include <sched.h>

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

static void shift_time(void)
{
    int fd;

    if (unshare(CLONE_NEWTIME) != 0)
        skip("unshare(CLONE_NEWTIME)");
    fd = open("/proc/self/timens_offsets", O_WRONLY);
    if (fd < 0 || write(fd, "boottime 100000 0", 17) != 17)
        skip("/proc/self/timens_offsets");
    close(fd);
}

/* Join there, look for dead ones, exit. */
static void newcomer(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        shift_time();
        pid = fork(); /* children are the first to be there */
        if (pid == 0) {
            (void)GetCurrentProcessId();
            EXPECT(session_files(getenv("HLOCAL_SESSION"), NULL) == 2);
            hl_kernel_reap();
            exit(0);
        }
        expect_success(pid);
        exit(0);
    }
    expect_success(pid);
}

/* Join here, go there, look for dead ones, exit. */
static void traveller(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        (void)GetCurrentProcessId();
        shift_time();
        int there = open("/proc/self/ns/time_for_children", O_RDONLY);
        if (there < 0 || setns(there, CLONE_NEWTIME) != 0)
            skip("setns");
        hl_kernel_reap();
        exit(0);
    }
    expect_success(pid);
}

int main(void)
{
    DWORD flags;

    session_own();
    HANDLE handle = handle_create(memory_create(4096, NULL));
    newcomer();
    EXPECT(GetHandleInformation(handle, &flags));
    traveller();
    EXPECT(GetHandleInformation(handle, &flags));
    EXPECT(CloseHandle(handle));
    return 0;
}
