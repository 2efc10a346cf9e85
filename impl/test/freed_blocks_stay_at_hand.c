/* Large blocks that are freed stay at hand: the next ones cost no request to
 * the system, neither in this thread nor, above 1 MiB, in another. A compaction
 * gives them back. Zeroed ones are zero all the same. */
#include <pthread.h>

#include "check.h"
#include "heap/os.h"
#include "heap/runs.h"
#include "heap_is_valid.h"

static const size_t sizes[] = {20000, 70000, 500000, 3000000, 40000000};

static void use(size_t size)
{
    unsigned char *p = LocalAlloc(LPTR, size);

    CHECK(p != NULL && all_bytes(p, 0, size, 0));
    memset(p, 0xAB, size);
    CHECK(LocalFree(p) == NULL);
}

static void *use_large(void *argument)
{
    (void)argument;
    use(3000000);
    use(40000000);
    return NULL;
}

/* How many requests a round makes, in this thread or in another. */
static unsigned long requests_of_round(int elsewhere)
{
    unsigned long before = hli_os_requests();
    pthread_t thread;

    if (elsewhere) {
        CHECK(pthread_create(&thread, NULL, use_large, NULL) == 0);
        CHECK(pthread_join(thread, NULL) == 0);
    } else {
        for (int i = 0; i < 5; i++)
            use(sizes[i]);
    }
    return hli_os_requests() - before;
}

/* Freed blocks go back after a while, so a slow round proves nothing; that all
 * are slow is out of the question. */
static int some_round_makes(unsigned long most, int elsewhere)
{
    for (int round = 0; round < 50; round++)
        if (requests_of_round(elsewhere) <= most)
            return 1;
    return 0;
}

int main(void)
{
    CHECK(requests_of_round(0) != 0);
    CHECK(some_round_makes(0, 0));
    CHECK(hli_runs_top() != 0);
    /* The thread's own cache takes a request; its large blocks do not. */
    CHECK(some_round_makes(1, 1));

    CHECK(hl_compact(0) >= 40000000);
    CHECK(hli_runs_top() == 0);
    CHECK_HEAP();
    return 0;
}
