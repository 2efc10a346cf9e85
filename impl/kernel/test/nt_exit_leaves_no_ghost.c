/* A thread that waits for the session's lock while its process exits comes too
 * late: what it wanted to make is not made, and no name stays behind.
 * Shows NT_DIE_1. */
#define _DEFAULT_SOURCE
#include "kernel_peer.h"

#include <pthread.h>
#include <semaphore.h>

static sem_t done;
static int waiting[2];

static void *maker(void *unused)
{
    kernel_ref ref;
    const uint16_t name[] = u"ghost";
    const struct hl_kernel_new what = {
        .kind = HL_KERNEL_MEMORY, .bytes = 4096, .name = name};

    (void)unused;
    tell(waiting);
    (void)hl_kernel_create(&what, &ref);
    sem_post(&done);
    return NULL;
}

static void *start_maker_later(void *unused)
{
    usleep(50000); /* exit waits for the lock, the maker comes after it */
    return maker(unused);
}

/* Runs after the library has ended, for it was registered before the library
 * began; the maker gets the time to do harm. */
static pid_t leaver;
static void hold(int status, void *unused)
{
    (void)status, (void)unused;
    if (getpid() == leaver)
        sem_wait(&done);
}

static void hold_early(int argc, char **argv, char **environment)
{
    (void)argc, (void)argv, (void)environment;
    on_exit(hold, NULL); /* atexit's end with the program's destructors */
}
__attribute__((section(".preinit_array"),
               used)) static void (*const early)(int, char **,
                                                 char **) = hold_early;

int main(void)
{
    int ready[2], locked[2];
    pthread_t thread;
    kernel_ref ref;

    session_own();
    EXPECT(pipe(ready) == 0 && pipe(locked) == 0 && pipe(waiting) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        leaver = getpid();
        EXPECT(sem_init(&done, 0, 0) == 0);
        hl_kernel_release(memory_create(4096, NULL));
        tell(ready);
        await(locked);
        EXPECT(pthread_create(&thread, NULL, start_maker_later, NULL) == 0);
        exit(0);
    }
    await(ready);
    struct segment *segment = segment_map();
    EXPECT(pthread_mutex_lock(&segment->lock) == 0);
    tell(locked);
    await(waiting);
    usleep(50000);
    EXPECT(pthread_mutex_unlock(&segment->lock) == 0);
    expect_success(pid);
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, u"ghost", &ref) == 2);
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        EXPECT(segment->process[i].state != PROCESS_NONE ||
               segment->process[i].live == 0);
    return 0;
}
