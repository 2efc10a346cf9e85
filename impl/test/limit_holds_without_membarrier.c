/* Where the system has no membarrier, indices that other threads have at hand
 * cannot be taken back at once: never more objects live than the limit says,
 * and as many as it says once these threads have come by. Skipped where no
 * filter can be set. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"

#define LIMIT 100
#define KEPT_MAX 64

static pthread_barrier_t step;

/* The system answers membarrier as one that does not have it. */
static int forbid(void)
{
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, lines};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 &&
           syscall(SYS_membarrier, 0, 0, 0) == -1;
}

static void *work(void *argument)
{
    HLOCAL held[KEPT_MAX];

    for (int i = 0; i < KEPT_MAX; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    for (int i = 0; i < KEPT_MAX; i++)
        CHECK(LocalFree(held[i]) == NULL);
    (void)pthread_barrier_wait(&step);
    (void)pthread_barrier_wait(&step);
    held[0] = LocalAlloc(LMEM_MOVEABLE, 8);
    CHECK(held[0] != NULL && LocalFree(held[0]) == NULL);
    (void)pthread_barrier_wait(&step);
    (void)pthread_barrier_wait(&step);
    return argument;
}

static int fill_up(HLOCAL *held, int count)
{
    while (count <= LIMIT &&
           (held[count] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL)
        count++;
    CHECK(GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    return count;
}

int main(void)
{
    static HLOCAL held[LIMIT + 1];
    pthread_t thread;
    int count;

    if (!forbid()) {
        (void)printf("skipped: no filter can be set\n");
        return 0;
    }
    CHECK(hl_set_movable_limit(LIMIT));
    CHECK(pthread_barrier_init(&step, NULL, 2) == 0);
    CHECK(pthread_create(&thread, NULL, work, NULL) == 0);
    (void)pthread_barrier_wait(&step);
    errno = 77;
    count = fill_up(held, 0);
    CHECK(errno == 77);
    CHECK(count >= LIMIT - KEPT_MAX && count <= LIMIT);
    (void)pthread_barrier_wait(&step);
    (void)pthread_barrier_wait(&step);
    CHECK(fill_up(held, count) == LIMIT);
    for (int i = 0; i < LIMIT; i++)
        CHECK(LocalFree(held[i]) == NULL);
    (void)pthread_barrier_wait(&step);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(fill_up(held, 0) == LIMIT);
    CHECK_HEAP();
    return 0;
}
