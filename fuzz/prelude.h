/* This program was written by the fuzzer of hlocal. It makes the calls of one
 * input through the public header and compares every answer with what the
 * reference model promises; three times, since a heap that was used before is
 * another one. It exits with 1 at the first answer that differs.
 *
 *     cc -I<specs> program.c -lhlocal && ./a.out
 */
#include <hlocal.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS 600

typedef uintptr_t word;

/* What is known of an object; `want` are the bytes it must have. */
static struct {
    word h, p, old;
    size_t n;
    unsigned lock;
    int live, movable, placed;
    unsigned char *want;
} o[OBJECTS];

static int step;
static word v, r, e;
static _Alignas(64) unsigned char memory[64];

static void crashed(int number)
{
    printf("step %d: signal %d\n", step, number);
    fflush(stdout);
    _Exit(1);
}

/* A heap that was used before: blocks of all sizes hold rubbish. */
static void use_heap(void)
{
    HLOCAL h[8];
    size_t n;
    int i, movable;
    for (n = 16; n <= 262144; n += n < 128 ? 16 : n / 8 / 16 * 16)
        for (movable = 0; movable <= 2; movable += 2) {
            for (i = 0; i < 8; i++) {
                h[i] = LocalAlloc((UINT)movable, n);
                memset(LocalLock(h[i]), 0xA5, n);
            }
            while (i-- > 0)
                LocalFree(h[i]);
        }
    memset(memory, 0, sizeof memory);
}

static void is(const char *what, word expected, word actual)
{
    if (expected == actual)
        return;
    printf("step %d: %s: expected 0x%jx, actual 0x%jx\n", step, what,
           (uintmax_t)expected, (uintmax_t)actual);
    exit(1);
}

static word hold(int i)
{
    DWORD error = GetLastError();
    word p = (word)LocalLock((HLOCAL)o[i].h);
    SetLastError(error);
    return p;
}

static void drop(int i)
{
    DWORD error = GetLastError();
    LocalUnlock((HLOCAL)o[i].h);
    SetLastError(error);
}

/* Where object i lies: found out by a lock that is taken off again. */
static word block(int i)
{
    word p = hold(i);
    if (p != 0)
        drop(i);
    if (p != 0 && o[i].lock == 255)
        p = hold(i);
    return p;
}

/* Compare bytes [from, to) of object i. */
static void same(int i, size_t from, size_t to)
{
    int still = !o[i].movable || o[i].lock > 0;
    const unsigned char *p = (void *)(still ? o[i].p : hold(i));
    size_t k;
    is("address of the block", o[i].p, (word)p);
    for (k = from; k < to; k++)
        if (p[k] != o[i].want[k]) {
            printf("object %d, byte %zu: ", i, k);
            is("content", o[i].want[k], p[k]);
        }
    if (!still)
        drop(i);
}

/* The program writes bytes [from, to) of object i. */
static inline void fill(int i, size_t from, size_t to, unsigned seed)
{
    int still = !o[i].movable || o[i].lock > 0;
    unsigned char *p = (void *)(still ? o[i].p : hold(i));
    size_t k;
    is("address of the block", o[i].p, (word)p);
    for (k = from; k < to; k++)
        p[k] = o[i].want[k] = (unsigned char)((seed + k) % 251);
    if (!still)
        drop(i);
}

/* Compare all blocks that stand still. */
static inline void all_same(void)
{
    int i;
    for (i = 0; i < OBJECTS; i++)
        if (o[i].live && o[i].placed && (!o[i].movable || o[i].lock > 0))
            same(i, 0, o[i].n);
}

/* Object i has n bytes at p now. */
static void place(int i, word p, size_t n)
{
    size_t span = n ? n : 1;
    int k;
    is("address modulo 16", 0, p % 16);
    for (k = 0; k < OBJECTS; k++)
        if (k != i && o[k].live && o[k].placed &&
            p < o[k].p + (o[k].n ? o[k].n : 1) && o[k].p < p + span)
            is("overlapping blocks", 0, 1);
    if (o[i].p != p)
        o[i].old = o[i].p;
    o[i].p = p;
    o[i].n = n;
    o[i].placed = 1;
    o[i].want = realloc(o[i].want, span);
}

/* The result h is a handle that nobody had before. */
static void issued(int i, word h)
{
    int k;
    is("handle modulo 16", 8, h % 16);
    for (k = 0; k < OBJECTS; k++)
        if (k != i && o[k].movable && o[k].h == h)
            is("handle issued before", 0, 1);
    o[i].h = h;
    o[i].movable = 1;
}

static inline void made(int i, word h, int movable, size_t n, int zero)
{
    if (h == 0)
        is("result is NULL", 0, 1);
    o[i].h = h;
    o[i].live = 1;
    if (movable)
        issued(i, h);
    if (!movable || n > 0)
        place(i, movable ? block(i) : h, n);
    if (zero && n > 0) {
        memset(o[i].want, 0, n);
        same(i, 0, n);
    }
}

/* The result h of a resize to n bytes; `stay`: the block may not move. */
static inline void resized(int i, word h, size_t n, int stay, int zero)
{
    size_t old = o[i].placed ? o[i].n : 0;
    word p;
    if (h == 0)
        is("result is NULL", 0, 1);
    if (o[i].movable)
        is("result", o[i].h, h);
    p = o[i].movable ? block(i) : h;
    if (stay)
        is("address of the block", o[i].p, p);
    o[i].h = h;
    place(i, p, n);
    if (zero && n > old)
        memset(o[i].want + old, 0, n - old);
    same(i, 0, zero || n < old ? n : old);
}

static inline void discarded(int i)
{
    is("result", o[i].h, r);
    o[i].old = o[i].p;
    o[i].placed = 0;
    o[i].n = 0;
}

/* GlobalReAlloc made the fixed object i movable. */
static inline void converted(int i, word h)
{
    if (h == 0)
        is("result is NULL", 0, 1);
    issued(i, h);
    if (o[i].n == 0) {
        discarded(i);
        return;
    }
    place(i, block(i), o[i].n);
    same(i, 0, o[i].n);
}

/* Unlocked blocks may have moved. */
static inline void follow(void)
{
    int i;
    for (i = 0; i < OBJECTS; i++)
        if (o[i].live && o[i].placed && o[i].movable && o[i].lock == 0) {
            o[i].placed = 0;
            place(i, block(i), o[i].n);
            same(i, 0, o[i].n);
        }
}

/* The settings as in a new process. */
static void begin(int tidy)
{
    signal(SIGSEGV, crashed);
    signal(SIGABRT, crashed);
    if (tidy)
        hl_compact(0);
    hl_set_movable_limit(65536);
    hl_set_inplace_policy(HL_INPLACE_CAPACITY);
    SetLastError(0);
}

/* Leave rubbish in every block, free what lives, and see that nothing is
 * left. */
static void end(void)
{
    HLOCAL h;
    int i;
    for (i = 0; i < OBJECTS; i++) {
        if (o[i].live && o[i].placed)
            memset((void *)o[i].p, 0xA5, o[i].n);
        if (o[i].live)
            is("result of the last LocalFree", 0,
               (word)LocalFree((HLOCAL)o[i].h));
        free(o[i].want);
    }
    memset(o, 0, sizeof o);
    hl_set_movable_limit(1);
    h = LocalAlloc(LMEM_MOVEABLE, 0);
    is("objects left after all were freed", 0, h == NULL);
    LocalFree(h);
}
