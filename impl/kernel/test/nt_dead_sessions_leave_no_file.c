/* The file of a session whose members were all killed goes when the next
 * process joins any session; that of a living one stays.
 * Shows NT_ROOM_2. */
#include "kernel_peer.h"

#include <sys/prctl.h>

#define COUNT 3

static void join_as(const char *session, int joined[2])
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setenv("HLOCAL_SESSION", session, 1);
    hl_kernel_release(memory_create(4096, u"name"));
    tell(joined);
    pause();
}

int main(void)
{
    char session[COUNT][32], pattern[32];
    int joined[2];
    pid_t pid[COUNT];

    session_own();
    EXPECT(pipe(joined) == 0);
    for (int i = 0; i < COUNT; i++) {
        snprintf(session[i], sizeof session[i], "sweep-%d-%d", (int)getpid(),
                 i);
        pid[i] = fork();
        if (pid[i] == 0)
            join_as(session[i], joined);
        await(joined);
    }
    snprintf(pattern, sizeof pattern, "sweep-%d-*", (int)getpid());
    EXPECT(session_files(pattern, NULL) == COUNT);
    for (int i = 1; i < COUNT; i++) {
        EXPECT(kill(pid[i], SIGKILL) == 0);
        EXPECT(waitpid(pid[i], NULL, 0) == pid[i]);
    }
    EXPECT(session_files(pattern, NULL) == COUNT);
    (void)GetCurrentProcessId(); /* joins a session of another name */
    EXPECT(session_files(pattern, NULL) == 1);
    EXPECT(session_files(session[0], NULL) == 1);

    setenv("HLOCAL_SESSION", session[0], 1); /* and that one is whole */
    pid_t visitor = fork();
    if (visitor == 0) {
        HANDLE peer = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)pid[0]);
        exit(peer != NULL && CloseHandle(peer) ? 0 : 1);
    }
    expect_success(visitor);
    EXPECT(kill(pid[0], SIGKILL) == 0);
    EXPECT(waitpid(pid[0], NULL, 0) == pid[0]);
    visitor = fork();
    if (visitor == 0) {
        setenv("HLOCAL_SESSION", session[1], 1);
        exit(GetCurrentProcessId() == 0);
    }
    expect_success(visitor);
    EXPECT(session_files(pattern, NULL) == 0);
    return 0;
}
