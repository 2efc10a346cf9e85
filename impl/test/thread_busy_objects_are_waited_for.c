/* While one thread has an object for itself, to resize or to move it, a call
 * of another about that object waits, and then answers as if it had come
 * later: none takes the object for one that is not there. */
#include <pthread.h>
#include <stdatomic.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"
#include "core/claim_exclusive.h"
#include "core/publish.h"
#include "heap/table.h"
#include "heap/fixed.h"
#include "heap/stripe.h"
#include "heap_is_valid.h"

#define SMALL 100u
#define LARGE 70000u

static HLOCAL object;
static void *block;
static size_t size;
static _Atomic pid_t caller; /* 0: not yet there */
static atomic_int done;

static int lock(void)
{
    return LocalLock(object) == block && !LocalUnlock(object);
}

static int unlock(void)
{
    SetLastError(KEPT);
    return !LocalUnlock(object) && GetLastError() == NO_ERROR;
}

static int release(void)
{
    return LocalFree(object) == NULL && LocalFree(object) == object;
}

static int mark(void)
{
    return LocalReAlloc(object, 0, LMEM_MODIFY | LMEM_DISCARDABLE) == object &&
           (LocalFlags(object) & LMEM_DISCARDABLE) != 0;
}

static int discard(void)
{
    return LocalDiscard(object) == object && LocalSize(object) == 0;
}

static int resize(void)
{
    HLOCAL again = LocalReAlloc(object, 5 * size, LMEM_MOVEABLE);
    int right = again != NULL && LocalSize(again) == 5 * size;

    object = again;
    return right;
}

static int ask_handle(void)
{
    return LocalHandle(block) == object;
}

static int ask_size(void)
{
    return LocalSize(object) == size;
}

static int ask_flags(void)
{
    return LocalFlags(object) == 0;
}

static const struct {
    int (*call)(void);
    unsigned kind; /* 1 fixed, 2 movable, 4 movable and locked once */
} calls[] = {{lock, 3},       {unlock, 4},   {release, 3},
             {mark, 2},       {discard, 2},  {resize, 3},
             {ask_handle, 3}, {ask_size, 7}, {ask_flags, 3}};

static void *call(void *at)
{
    size_t which = (size_t)at;

    atomic_store(&caller, (pid_t)syscall(SYS_gettid));
    CHECK(calls[which].call());
    atomic_store(&done, 1);
    return NULL;
}

/* 'S' when the thread sleeps, as who waits does. */
static int state_of(pid_t thread)
{
    char path[64], text[256];
    const char *end;
    FILE *from;
    size_t length;

    snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
    from = fopen(path, "r");
    if (from == NULL)
        return 0;
    length = fread(text, 1, sizeof text - 1, from);
    fclose(from);
    text[length] = '\0';
    end = strrchr(text, ')');
    return end != NULL ? end[2] : 0;
}

/* Until the call has returned, or waits. Too early an end of this would only
 * let the call come later. */
static void let_it_wait(void)
{
    while (atomic_load(&done) == 0 &&
           (atomic_load(&caller) == 0 || state_of(atomic_load(&caller)) != 'S'))
        (void)sched_yield();
}

static void make(unsigned kind)
{
    object = LocalAlloc(kind == 1 ? LMEM_FIXED : LMEM_MOVEABLE, size);
    block = LocalLock(object);
    CHECK(block != NULL);
    if (kind == 2)
        CHECK(!LocalUnlock(object));
}

static void meet_fixed(size_t which)
{
    struct fixed_claim claim;
    pthread_t thread;

    CHECK(hli_fixed_claim((uintptr_t)object, &claim));
    CHECK(pthread_create(&thread, NULL, call, (void *)which) == 0); // NOLINT
    let_it_wait();
    hli_fixed_keep(&claim, claim.size);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void meet_movable(size_t which)
{
    uint64_t value = (uintptr_t)object, word;
    handle_word *p = table_word(value);
    pthread_t thread;

    hli_stripe_lock(tag_index(value));
    CHECK(claim_take(p, tag_generation(value), &word) == CLAIM_DONE);
    CHECK(pthread_create(&thread, NULL, call, (void *)which) == 0); // NOLINT
    let_it_wait();
    publish_settled(p);
    hli_stripe_unlock(tag_index(value));
    CHECK(pthread_join(thread, NULL) == 0);
}

static void try(size_t which, unsigned kind)
{
    int gone = calls[which].call == release;

    make(kind);
    atomic_store(&caller, 0);
    atomic_store(&done, 0);
    if (kind == 1)
        meet_fixed(which);
    else
        meet_movable(which);
    if (!gone)
        CHECK(LocalFree(object) == NULL);
}

int main(void)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        for (unsigned kind = 1; kind <= 4; kind *= 2)
            for (size = SMALL; size <= LARGE; size += LARGE - SMALL)
                if ((calls[i].kind & kind) != 0)
                    try(i, kind);
    CHECK_HEAP();
    return 0;
}
