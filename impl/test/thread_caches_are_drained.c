/* Compaction has other threads give back what they cache the next time they go
 * beyond their caches, so that a thread that once freed much does not keep the
 * pages of it for ever. */
#include <pthread.h>

#include "check.h"
#include "heap/slab.h"
#include "heap/span.h"
#include "heap_is_valid.h"

/* Of few objects, so that a thread's cache holds all of a slab's. */
#define SIZE 12000u
#define OTHER 64u
/* More than a cache holds, so that the thread has to go beyond it. */
#define MANY 200

static pthread_barrier_t meet;

static void both(void)
{
    int rc = pthread_barrier_wait(&meet);

    CHECK(rc == 0 || rc == PTHREAD_BARRIER_SERIAL_THREAD);
}

static void use(size_t size, int count)
{
    HLOCAL held[MANY];

    for (int i = 0; i < count; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, size)) != NULL);
        memset(held[i], 1, size);
    }
    while (count-- > 0)
        CHECK(LocalFree(held[count]) == NULL);
}

static void *work(void *unused)
{
    (void)unused;
    use(SIZE, 2);
    both(); /* cached here; main compacts */
    both();
    use(OTHER, MANY);
    both(); /* given back; main compacts again */
    both();
    return NULL;
}

static uint64_t resident(uint32_t class)
{
    struct slab_count count;

    (void)hl_compact(0);
    hli_slab_count(BIN_OF(KIND_FIXED, class), &count);
    return count.resident;
}

int main(void)
{
    pthread_t thread;

    CHECK(pthread_barrier_init(&meet, NULL, 2) == 0);
    CHECK(pthread_create(&thread, NULL, work, NULL) == 0);
    both();
    /* Nobody but the thread itself may touch its cache. */
    CHECK(resident(class_of(SIZE)) != 0);
    both();
    both();
    CHECK(resident(class_of(SIZE)) == 0);
    both();
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(resident(class_of(SIZE)) == 0 && resident(class_of(OTHER)) == 0);
    CHECK_HEAP();
    return 0;
}
