/* While one thread moves an object all the time, locked or not, others lock it:
 * what LocalLock answers was the object's block at some instant of the call.
 *
 * The mover alone moves, so it knows the object's address after each move.
 * It counts moves that have begun and moves that are over, so that a locker
 * knows which addresses to compare with. `thread_lock_beside_moves MOVES`
 * does more of them. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "check.h"
#include "heap_is_valid.h"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define MOVES 800
#else
#define MOVES 20000
#endif
#define LOCKERS 7
#define LIFE 48 /* moves of one object */

/* One object after another; all of it is read while it is written. */
static struct {
    _Atomic(HLOCAL) object; /* NULL between two of them */
    _Atomic int begun, over;
    _Atomic uintptr_t address[LIFE + 1]; /* after so many moves; 0: nowhere */
    _Atomic int inside;                  /* lockers that may use the object */
    _Atomic int unruly; /* lockers take off locks that are not theirs */
} now;

static atomic_int finished;
static atomic_long locks, waited;

static int known(int move, uintptr_t address)
{
    while (atomic_load(&now.over) < move) {
        atomic_fetch_add(&waited, 1);
        sched_yield();
    }
    return atomic_load(&now.address[move]) == address;
}

/* The object is as it was after `from` moves, or after one of those that had
 * begun by the end. */
static void judge(uintptr_t address, int from, int to)
{
    for (int i = from; i <= to; i++)
        if (known(i, address))
            return;
    fprintf(stderr, "%#lx after %d to %d moves; it was at", address, from, to);
    for (int i = from; i <= to; i++)
        fprintf(stderr, " %#lx", atomic_load(&now.address[i]));
    fprintf(stderr, "\n");
    exit(1);
}

static void lock_once(HLOCAL object)
{
    int from = atomic_load(&now.over);
    uintptr_t address = (uintptr_t)LocalLock(object);
    int to = atomic_load(&now.begun);

    if (address != 0 || GetLastError() == ERROR_DISCARDED)
        judge(address, from, to);
    else /* the mover's last deed is to free it */
        CHECK(GetLastError() == ERROR_INVALID_HANDLE && to == LIFE);
    if (address != 0)
        (void)LocalUnlock(object);
    if (atomic_load(&now.unruly))
        (void)LocalUnlock(object);
    atomic_fetch_add(&locks, 1);
}

static void *locker(void *argument)
{
    while (!atomic_load(&finished)) {
        HLOCAL object;

        atomic_fetch_add(&now.inside, 1);
        object = atomic_load(&now.object);
        if (object != NULL)
            lock_once(object);
        atomic_fetch_sub(&now.inside, 1);
        if (object == NULL)
            sched_yield();
    }
    return argument;
}

static void note(HLOCAL object, int move)
{
    void *p = LocalLock(object);

    if (p != NULL)
        (void)LocalUnlock(object);
    atomic_store(&now.address[move], (uintptr_t)p);
    atomic_store(&now.over, move);
}

/* The next move of a life: mostly to the next class, to large blocks at last;
 * of an unruly one a discard now and then. */
static void move_once(HLOCAL object, int move)
{
    size_t size = LocalSize(object);

    atomic_store(&now.begun, move);
    if (atomic_load(&now.unruly) && move % 3 == 0)
        (void)!LocalDiscard(object);
    else if (atomic_load(&now.unruly))
        (void)!LocalReAlloc(object, size % 3000 + 300, LMEM_MOVEABLE);
    else
        (void)!LocalReAlloc(object, size + size / 4 + 8, LMEM_MOVEABLE);
    note(object, move);
}

/* Locks of the mover's own: none, one, or as many as are counted. */
static void live(int life)
{
    HLOCAL object = LocalAlloc(LMEM_MOVEABLE, 16);
    int held = life % 4 == 0 ? 0 : life % 4 == 1 ? 300 : 1;

    CHECK(object != NULL);
    for (int i = 0; i < held; i++)
        CHECK(LocalLock(object) != NULL);
    atomic_store(&now.unruly, life % 4 == 3);
    atomic_store(&now.begun, 0);
    note(object, 0);
    atomic_store(&now.object, object);
    for (int move = 1; move < LIFE; move++) {
        move_once(object, move);
        if (move % 8 == 0)
            sched_yield();
    }
    /* The end counts as a move: to where the object is nowhere. */
    atomic_store(&now.begun, LIFE);
    CHECK(LocalFree(object) == NULL);
    atomic_store(&now.address[LIFE], 0);
    atomic_store(&now.over, LIFE);
    atomic_store(&now.object, NULL);
    while (atomic_load(&now.inside) != 0)
        sched_yield();
}

int main(int argc, char **argv)
{
    int moves = argc > 1 ? atoi(argv[1]) : MOVES;
    pthread_t threads[LOCKERS];

    for (int i = 0; i < LOCKERS; i++)
        CHECK(pthread_create(&threads[i], NULL, locker, NULL) == 0);
    for (int life = 0; life * LIFE < moves; life++)
        live(life);
    atomic_store(&finished, 1);
    for (int i = 0; i < LOCKERS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(atomic_load(&locks) > 0);
    printf("%ld locks beside %d moves, %ld waits\n", atomic_load(&locks), moves,
           atomic_load(&waited));
    CHECK_HEAP();
    return 0;
}
