/* The handle words of objects that two threads allocated lie on different
 * cache lines, also when indices of an ended thread were used up first. */
#include <pthread.h>

#include "check.h"
#include "core/tag.h"
#include "heap_is_valid.h"

#define MANY 48
#define WORDS_PER_LINE 8u

struct job {
    pthread_t thread;
    pthread_barrier_t taken;
    pthread_barrier_t compared;
    HLOCAL held[MANY];
};

static void *keep_three(void *argument)
{
    HLOCAL *held = argument;

    for (int i = 0; i < 3; i++)
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    return NULL;
}

/* Stays until lines were compared: an ending thread passes indices on. */
static void *take_many(void *argument)
{
    struct job *job = argument;

    for (int i = 0; i < MANY; i++)
        CHECK((job->held[i] = LocalAlloc(LMEM_MOVEABLE, 8)) != NULL);
    (void)pthread_barrier_wait(&job->taken);
    (void)pthread_barrier_wait(&job->compared);
    for (int i = 0; i < MANY; i++)
        CHECK(LocalFree(job->held[i]) == NULL);
    return NULL;
}

static uint64_t line_of(HLOCAL h)
{
    return tag_index((uintptr_t)h) / WORDS_PER_LINE;
}

int main(void)
{
    static struct job jobs[3];
    HLOCAL three[3];
    pthread_t ended;

    CHECK(pthread_create(&ended, NULL, keep_three, three) == 0);
    CHECK(pthread_join(ended, NULL) == 0);
    for (int i = 0; i < 3; i++) {
        CHECK(pthread_barrier_init(&jobs[i].taken, NULL, 2) == 0);
        CHECK(pthread_barrier_init(&jobs[i].compared, NULL, 2) == 0);
        CHECK(pthread_create(&jobs[i].thread, NULL, take_many, &jobs[i]) == 0);
        (void)pthread_barrier_wait(&jobs[i].taken);
    }
    for (int i = 0; i < 3 * MANY; i++)
        for (int j = 0; j < 3 * MANY; j++)
            CHECK(i / MANY == j / MANY ||
                  line_of(jobs[i / MANY].held[i % MANY]) !=
                      line_of(jobs[j / MANY].held[j % MANY]));
    for (int i = 0; i < 3; i++) {
        (void)pthread_barrier_wait(&jobs[i].compared);
        CHECK(pthread_join(jobs[i].thread, NULL) == 0);
    }
    CHECK_HEAP();
    return 0;
}
