/* What other threads may do between any two reads of a call: at each read of a
 * word or a location, and at any two of them, other calls change the object, or
 * are halfway through doing so. What the call answers was true at one instant
 * of it all the same.
 *
 * The reads are those of fast_path.h, lookup.c and movable.c, compiled here
 * with a hook in each. */
#include <pthread.h>

#include "check.h"
#include "heap/table.h"
#include "heap_is_valid.h"

static uint64_t load_hooked(handle_word *p);
static uint32_t location_hooked(uint32_t index);
#define word_load load_hooked
#define table_location location_hooked
#include "heap/stripe.h"
static void lock_hooked(uint64_t key);
static void unlock_hooked(uint64_t key);
static void wait_hooked(uint64_t key);
#define hli_stripe_lock lock_hooked
#define hli_stripe_unlock unlock_hooked
#define hli_stripe_wait wait_hooked
#include "handle/fast_path.h"
#include "handle/lookup.c"  // NOLINT(bugprone-suspicious-include)
#include "handle/movable.c" // NOLINT(bugprone-suspicious-include)
#undef word_load
#undef table_location
#undef hli_stripe_lock
#undef hli_stripe_unlock
#undef hli_stripe_wait

#define TINY 16
#define SMALL 100
#define MIDDLE 700
#define LARGE 50000
#define HOOKS_MAX 24
#define SEEN_MAX 16

/* ---- The object, and what was true of it during the call ---------------- */

static struct {
    HLOCAL object;
    uintptr_t block[SEEN_MAX]; /* where it was; 0: nowhere */
    HLOCAL at[SEEN_MAX];       /* whose block began at `target`, or NULL */
    int count;
    int unlocked; /* locks were taken off by others */
} now;

/* A slot that no object has, as far as the program can tell, but whose owner
 * entry names the object, as when compaction has just moved it away. */
static HLOCAL holder;
static uintptr_t target;

/* Objects to be freed just before a block of their class is wanted, so that
 * the block has the target's slot number. */
static HLOCAL same_number;

static uintptr_t block_of(HLOCAL object)
{
    void *p = LocalLock(object);

    if (p != NULL)
        (void)LocalUnlock(object);
    return (uintptr_t)p;
}

static void note(void)
{
    uintptr_t block = block_of(now.object);

    CHECK(now.count < SEEN_MAX);
    now.block[now.count] = block;
    now.at[now.count++] = block == target ? now.object : NULL;
}

static int was_at(uintptr_t address)
{
    for (int i = 0; i < now.count; i++)
        if (now.block[i] == address)
            return 1;
    return 0;
}

static int was_there(HLOCAL value)
{
    for (int i = 0; i < now.count; i++)
        if (now.at[i] == value)
            return 1;
    return 0;
}

/* ---- What others do ------------------------------------------------------ */

static void grow(void)
{
    (void)!LocalReAlloc(now.object, LocalSize(now.object) * 2 + 16,
                        LMEM_MOVEABLE);
    note();
}

static void grow_large(void)
{
    (void)!LocalReAlloc(now.object, LocalSize(now.object) + LARGE,
                        LMEM_MOVEABLE);
    note();
}

static void take_locks_off(void)
{
    while (LocalFlags(now.object) != LMEM_INVALID_HANDLE &&
           (LocalFlags(now.object) & LMEM_LOCKCOUNT) != 0) {
        (void)LocalUnlock(now.object);
        now.unlocked = 1;
    }
}

static void discard(void)
{
    take_locks_off();
    (void)!LocalDiscard(now.object);
    note();
}

static void revive(size_t size)
{
    discard();
    (void)!LocalReAlloc(now.object, size, LMEM_MOVEABLE);
    note();
}

static void revive_small(void)
{
    revive(SMALL);
}

/* At the target's slot number, in another class. */
static void revive_middle(void)
{
    discard();
    if (same_number != NULL)
        CHECK(LocalFree(same_number) == NULL);
    same_number = NULL;
    (void)!LocalReAlloc(now.object, MIDDLE, LMEM_MOVEABLE);
    note();
}

/* A thread that has made the object busy to revive it, and has counted the
 * revival, stops there; whoever wants the object's stripe waits for it to go
 * on. The block is of class 0, as a word without a block says, too. */
static struct block half;
static int halfway;

static void go_on(void)
{
    if (!halfway)
        return;
    halfway = 0;
    owner_entry_set(&half, (uint32_t)tag_index((uintptr_t)now.object), TINY);
    publish_place(table_word((uintptr_t)now.object), half.class, TINY);
    note();
}

static void revive_by_half(void)
{
    handle_word *p = table_word((uintptr_t)now.object);
    uint64_t seen;

    discard();
    if (claim_take(p, tag_generation((uintptr_t)now.object), &seen) !=
        CLAIM_DONE)
        return;
    CHECK(hli_block_take(KIND_MOVABLE, TINY, 0, &half) && half.class == 0);
    hli_block_expose(KIND_MOVABLE, &half, 0, TINY, 0);
    table_revive();
    halfway = 1;
}

static void end(void)
{
    (void)!LocalFree(now.object);
    note();
}

/* Free it; its index and its block come back at once as another object's. */
static HLOCAL successor;
static void end_and_replace(void)
{
    end();
    if (successor == NULL)
        successor = LocalAlloc(LMEM_MOVEABLE, MIDDLE);
}

static void nothing(void)
{
}

#define DEEDS_WITHOUT_STRIPE 3
static void (*const deeds[])(void) = {
    nothing, end,          end_and_replace, grow,          grow_large,
    discard, revive_small, revive_middle,   revive_by_half};
#define DEEDS ((int)(sizeof deeds / sizeof deeds[0]))

/* ---- The hooks ----------------------------------------------------------- */

static struct {
    int hooks; /* passed so far */
    int at[2]; /* hooks at which to do something */
    int what[2];
    int active;
    int striped; /* the call holds the object's stripe */
} plan;

static void hook(void)
{
    if (!plan.active)
        return;
    plan.active = 0;
    for (int i = 0; i < 2; i++) {
        if (plan.at[i] != plan.hooks ||
            (plan.striped && plan.what[i] >= DEEDS_WITHOUT_STRIPE))
            continue;
        go_on();
        deeds[plan.what[i]]();
    }
    plan.hooks++;
    plan.active = 1;
}

/* Whoever has the stripe goes on until it lets go. */
static void lock_hooked(uint64_t key)
{
    int active = plan.active;

    plan.active = 0;
    go_on();
    plan.active = active;
    hli_stripe_lock(key);
    plan.striped = 1;
}

static void unlock_hooked(uint64_t key)
{
    plan.striped = 0;
    hli_stripe_unlock(key);
}

static void wait_hooked(uint64_t key)
{
    lock_hooked(key);
    unlock_hooked(key);
}

static uint64_t load_hooked(handle_word *p)
{
    hook();
    return word_load(p);
}

static uint32_t location_hooked(uint32_t index)
{
    hook();
    return table_location(index);
}

/* ---- The calls ----------------------------------------------------------- */

static uintptr_t value_of(HLOCAL object)
{
    return (uintptr_t)object;
}

static void call_lock(void)
{
    uintptr_t address = 0;
    enum fast_lock answer = fast_lock(value_of(now.object), &address);
    UINT flags;

    if (answer == FAST_LOCKED) {
        address = hli_movable_address(value_of(now.object));
        answer = address != 0 ? FAST_DONE : FAST_DECLINED;
    }
    plan.active = 0;
    go_on();
    CHECK(was_at(answer == FAST_DONE ? address : 0));
    flags = LocalFlags(now.object);
    if (flags == LMEM_INVALID_HANDLE || now.unlocked)
        return;
    CHECK((flags & LMEM_LOCKCOUNT) == (answer == FAST_DONE ? 1u : 0u));
}

/* The same in full. */
static void call_lock_fully(void)
{
    uintptr_t address = 0;
    enum movable_answer answer =
        hli_movable_lock(value_of(now.object), &address);

    plan.active = 0;
    go_on();
    CHECK(was_at(answer == MOVABLE_DONE ? address : 0));
}

static void call_handle(void)
{
    uint64_t value = fast_handle(target);

    plan.active = 0;
    go_on();
    if (value != 0)
        CHECK(was_there((HLOCAL)(uintptr_t)value)); // NOLINT
}

static void call_lookup(void)
{
    struct found found;
    enum thing thing = hli_lookup(target, &found);

    plan.active = 0;
    go_on();
    if (thing == THING_BLOCK)
        CHECK(was_there((HLOCAL)(uintptr_t)found.value)); // NOLINT
    else
        CHECK(thing == THING_NONE && was_there(NULL));
}

/* Asked at the object's own address: found, or it has left. */
static void call_lookup_own(void)
{
    struct found found;
    enum thing thing = hli_lookup(now.block[0], &found);
    int left = 0;

    plan.active = 0;
    go_on();
    for (int i = 0; i < now.count; i++)
        left += now.block[i] != now.block[0];
    if (thing == THING_BLOCK)
        CHECK(found.value == value_of(now.object) ||
              found.value == value_of(successor));
    else
        CHECK(thing == THING_NONE && left);
}

static void (*const calls[])(void) = {call_lock, call_lock_fully, call_handle,
                                      call_lookup, call_lookup_own};
#define CALLS ((int)(sizeof calls / sizeof calls[0]))

/* ---- One run ------------------------------------------------------------- */

static _Atomic uint32_t *owner_of(uintptr_t address, struct spot *spot)
{
    CHECK(span_find(address, spot) && spot->offset == 0);
    return &hli_span.bin[spot->bin].owner[spot->slot];
}

/* An object of the middle class whose slot has the target's number. */
static HLOCAL find_same_number(uint32_t slot)
{
    static HLOCAL all[4096];
    HLOCAL found = NULL;
    struct spot spot;
    uint32_t count = 0;

    while (found == NULL && count < 4096) {
        HLOCAL h = LocalAlloc(LMEM_MOVEABLE, MIDDLE);

        CHECK(h != NULL && span_find(block_of(h), &spot));
        if (spot.slot == slot)
            found = h;
        else
            all[count++] = h;
    }
    for (uint32_t i = 0; i < count; i++)
        CHECK(LocalFree(all[i]) == NULL);
    CHECK(found != NULL);
    return found;
}

/* The hooks that the call passed. */
static int run(int call, int at0, int what0, int at1, int what1)
{
    struct spot spot;

    memset(&now, 0, sizeof now);
    now.object = LocalAlloc(LMEM_MOVEABLE, SMALL);
    CHECK(now.object != NULL);
    if (same_number == NULL) {
        (void)owner_of(target, &spot);
        same_number = find_same_number(spot.slot);
    }
    /* Relaxed, as in compact.c. */
    atomic_store_explicit(owner_of(target, &spot),
                          (uint32_t)tag_index(value_of(now.object)),
                          memory_order_relaxed);
    note();
    plan.hooks = 0;
    plan.at[0] = at0, plan.at[1] = at1;
    plan.what[0] = what0, plan.what[1] = what1;
    plan.active = 1;
    calls[call]();
    plan.active = 0;
    atomic_store_explicit(owner_of(target, &spot),
                          (uint32_t)tag_index(value_of(holder)),
                          memory_order_relaxed);
    if (successor != NULL)
        CHECK(LocalFree(successor) == NULL);
    successor = NULL;
    (void)!LocalFree(now.object);
    return plan.hooks;
}

static void *rest(void *argument)
{
    return argument;
}

int main(void)
{
    pthread_t thread;
    int runs = 0;

    /* Not alone from here on: the process has had two threads. */
    CHECK(pthread_create(&thread, NULL, rest, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);

    holder = LocalAlloc(LMEM_MOVEABLE, SMALL);
    CHECK(holder != NULL);
    target = block_of(holder);
    for (int call = 0; call < CALLS; call++)
        for (int i = 0; i < HOOKS_MAX; i++)
            for (int j = i, most = j; j < HOOKS_MAX && j <= most; j++) {
                most = 0;
                for (int what = 0; what < DEEDS * DEEDS; what++, runs++) {
                    int hooks = run(call, i, what / DEEDS, j, what % DEEDS);

                    most = hooks > most ? hooks : most;
                }
            }
    CHECK(runs > 500);
    CHECK_HEAP();
    return 0;
}
