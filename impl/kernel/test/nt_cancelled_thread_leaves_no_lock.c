/* A thread that is cancelled during a call finishes the call: whether it is the
 * first of the process, which opens files, or one that looks for the dead. The
 * calls of others, and fork, go on.
 * Shows NT_CANCEL_1. */
#include "kernel_peer.h"

#include <pthread.h>

static void first_call(void)
{
    hl_kernel_release(memory_create(4096, NULL));
}

/* Runs `call` in a thread that has been told to end. */
static void *cancelled(void *call)
{
    pthread_cancel(pthread_self());
    (*(void (**)(void))call)();
    pthread_testcancel();
    return NULL;
}

static void cancel_during(void (*call)(void))
{
    pthread_t thread;
    void *result;

    EXPECT(pthread_create(&thread, NULL, cancelled, &call) == 0);
    EXPECT(pthread_join(thread, &result) == 0);
    EXPECT(result == PTHREAD_CANCELED); /* afterwards it does end */
}

int main(void)
{
    session_own();
    alarm(20); /* a hang is a failure */
    cancel_during(first_call);
    HANDLE handle = handle_create(memory_create(4096, NULL));
    pid_t pid = fork();
    if (pid == 0) {
        (void)GetCurrentProcessId();
        _exit(0);
    }
    siginfo_t ended; /* a zombie now, with a slot that is to be reaped */
    EXPECT(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) == 0);
    struct segment *segment = segment_map();
    EXPECT(slot_of(segment, pid)->state == PROCESS_JOINED);
    cancel_during(hl_kernel_reap);
    EXPECT(pthread_mutex_trylock(&segment->lock) == 0); /* not EOWNERDEAD */
    EXPECT(pthread_mutex_unlock(&segment->lock) == 0);
    for (uint32_t i = 0; i < slots_used(segment); i++)
        EXPECT(segment->process[i].pid != pid);
    expect_success(pid);
    EXPECT(CloseHandle(handle));
    return 0;
}
