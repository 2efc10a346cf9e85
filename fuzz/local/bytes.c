/* Contents. The model knows every byte of every object; here they are
 * compared, through the pointers that the program holds. */
#include <string.h>
#include "run.h"
#include "local/content.h"

/* Blocks up to this size are compared whole after every call. */
#define SMALL 4096u

/* Compared at each sample of a bigger one. */
#define SAMPLE 32u

#define PERIOD 251u

_Static_assert(HLM_SLOT_MAX <= 64u, "a bit for each slot");

static uint8_t pattern[PERIOD + SMALL];

static uint8_t *model_bytes(uint32_t at)
{
    return &hlm_heap[at * HLM_BLOCK_MAX];
}

static int stands_still(const struct hlm_object *o)
{
    return o->state == HLM_LIVE && o->discarded == 0 &&
           (o->movable == 0 || o->lock > 0);
}

/* The block of slot `at`: the pointer held, or one from a lock that
 * close_block takes off. */
static uint8_t *open_block(uint32_t at)
{
    const struct hlm_object *o = &hlm_tab[at];
    if (stands_still(o))
        return (uint8_t *)(uintptr_t)o->addr;
    return hlf_impl_hold(o->value);
}

static void close_block(uint32_t at)
{
    if (!stands_still(&hlm_tab[at]))
        hlf_impl_drop(hlm_tab[at].value);
}

static int compare(struct hlf_run *run, uint32_t at, const uint8_t *bytes,
                   uint32_t from, uint32_t to)
{
    const uint8_t *want = model_bytes(at);
    uint32_t k;
    if (from >= to || memcmp(bytes + from, want + from, to - from) == 0)
        return 1;
    for (k = from; bytes[k] == want[k];)
        k++;
    run->difference.offset = k;
    return hlf_differ(run, HLF_CONTENT, run->named[at], want[k], bytes[k]);
}

static int compare_samples(struct hlf_run *run, uint32_t at,
                           const uint8_t *bytes)
{
    uint32_t size = (uint32_t)hlm_tab[at].size;
    uint32_t middle = size / 2u;
    return compare(run, at, bytes, 0, SAMPLE) &&
           compare(run, at, bytes, SMALL - SAMPLE, SMALL) &&
           compare(run, at, bytes, middle, middle + SAMPLE) &&
           compare(run, at, bytes, size - SAMPLE, size);
}

int hlf_bytes_check(struct hlf_run *run)
{
    uint32_t at;
    for (at = 0; at < HLM_SLOT_MAX; at++) {
        const uint8_t *bytes = (const uint8_t *)(uintptr_t)hlm_tab[at].addr;
        if (!stands_still(&hlm_tab[at]))
            continue;
        if (hlm_tab[at].size <= SMALL
                ? !compare(run, at, bytes, 0, (uint32_t)hlm_tab[at].size)
                : !compare_samples(run, at, bytes))
            return 0;
    }
    return 1;
}

/* Compare bytes [from, to) of slot `at`, wherever its block is. */
static int check_range(struct hlf_run *run, uint32_t at, uint32_t from,
                       uint32_t to)
{
    uint8_t *bytes = open_block(at);
    int same;
    if ((uint64_t)(uintptr_t)bytes != hlm_tab[at].addr)
        return hlf_differ(run, HLF_ADDRESS, run->named[at], hlm_tab[at].addr,
                          (uint64_t)(uintptr_t)bytes);
    same = compare(run, at, bytes, from, to);
    close_block(at);
    return same;
}

static int check_whole(struct hlf_run *run, uint64_t slots)
{
    uint32_t at;
    for (at = 0; at < HLM_SLOT_MAX && slots >> at != 0; at++)
        if ((slots >> at & 1u) != 0 && hlm_tab[at].state == HLM_LIVE &&
            hlm_tab[at].discarded == 0 &&
            !check_range(run, at, 0, (uint32_t)hlm_tab[at].size))
            return 0;
    return 1;
}

int hlf_bytes_check_all(struct hlf_run *run)
{
    return check_whole(run, UINT64_MAX);
}

int hlf_bytes_check_moved(struct hlf_run *run)
{
    uint64_t moved = run->moved;
    run->moved = 0;
    return check_whole(run, moved);
}

/* The same bytes on both sides, here by copying from a table. */
static int fill(struct hlf_run *run, struct hlf_event *event, uint32_t at)
{
    uint8_t *bytes = open_block(at);
    uint32_t k = event->from;
    if ((uint64_t)(uintptr_t)bytes != hlm_tab[at].addr)
        return hlf_differ(run, HLF_ADDRESS, run->named[at], hlm_tab[at].addr,
                          (uint64_t)(uintptr_t)bytes);
    if (pattern[1] == 0)
        for (k = 0; k < sizeof pattern; k++)
            pattern[k] = (uint8_t)HLM_PATTERN(0u, k);
    for (k = event->from; k < event->to;) {
        uint32_t n = event->to - k < SMALL ? event->to - k : SMALL;
        const uint8_t *p = pattern + (event->seed + k) % PERIOD;
        memcpy(bytes + k, p, n);
        /* What hlm_fill would write, without its loop: most of the time of a
         * run would be spent in it. */
        if (k == event->from)
            hlm_fill(at, k, k + n, event->seed);
        else
            memcpy(model_bytes(at) + k, p, n);
        k += n;
    }
    close_block(at);
    return 1;
}

static uint32_t seed_of(const struct hlf_run *run)
{
    return (run->events * 37u + 11u) % PERIOD;
}

int hlf_bytes_write(struct hlf_run *run, struct hlf_event *event)
{
    uint32_t at = event->facts.at;
    uint32_t size = (uint32_t)hlm_tab[at].size;
    uint32_t from = (uint32_t)(event->op.size % size);
    event->seed = seed_of(run);
    event->from = from;
    event->to = from != 0 && size - from > 16u ? from + 16u : size;
    return fill(run, event, at);
}

int hlf_bytes_settle(struct hlf_run *run, struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    uint32_t old = 0, size, at;
    if (event->actual.result == 0 || event->name == HLF_NOBODY)
        return 1;
    at = run->name[event->name].slot;
    if (at == HLM_NONE || hlm_tab[at].discarded != 0)
        return 1;
    if (does == HLF_DO_REALLOC)
        old = (uint32_t)event->facts.object.size;
    else if (does != HLF_DO_ALLOC)
        return 1;
    size = (uint32_t)hlm_tab[at].size;
    if (event->args.flags & LMEM_ZEROINIT)
        return check_range(run, at, 0, size);
    if (size > old) {
        event->seed = seed_of(run);
        event->from = old;
        event->to = size;
    }
    return check_range(run, at, 0, old < size ? old : size) &&
           (size <= old || fill(run, event, at));
}

void hlf_bytes_spoil(void)
{
    uint32_t at;
    for (at = 0; at < HLM_SLOT_MAX; at++) {
        const struct hlm_object *o = &hlm_tab[at];
        size_t size = o->size < SMALL ? o->size : SMALL;
        uint8_t *bytes = (uint8_t *)(uintptr_t)o->addr;
        if (o->state != HLM_LIVE || o->discarded != 0)
            continue;
        memset(bytes, 0xA5, size);
        memset(bytes + o->size - size, 0xA5, size);
    }
}
