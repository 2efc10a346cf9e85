/* A child of fork allocates although another thread was just reserving the
 * heap: fork waits until that is done. The test's own mmap takes long. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

static _Thread_local int slow;
static atomic_int opening;
static atomic_int forked;

/* In place of libc's, for the library in this program: in the thread that
 * opens the heap it lasts until fork is through or has waited for a while. */
void *mmap(void *address, size_t bytes, int access, int flags, int file,
           off_t offset)
{
    if (slow) {
        atomic_store(&opening, 1);
        for (int i = 0; i < 300 && !atomic_load(&forked); i++)
            (void)usleep(1000);
        slow = 0;
    }
    return (void *)syscall(SYS_mmap, address, bytes, access, flags, file,
                           offset);
}

static void *open_heap(void *argument)
{
    HLOCAL h;

    slow = 1;
    h = LocalAlloc(LMEM_FIXED, 100);
    CHECK(h != NULL && LocalFree(h) == NULL);
    return argument;
}

int main(void)
{
    pthread_t thread;
    int status;
    pid_t child;

    CHECK(pthread_create(&thread, NULL, open_heap, NULL) == 0);
    while (!atomic_load(&opening))
        (void)usleep(100);
    child = fork();
    atomic_store(&forked, 1);
    CHECK(child >= 0);
    if (child == 0) {
        (void)alarm(5);
        _exit(LocalFree(LocalAlloc(LMEM_MOVEABLE, 8)) == NULL ? 0 : 1);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_HEAP();
    return 0;
}
