/* Names, and the values a program might pass because of them: good ones,
 * stale ones, and those that are off by a little.
 *
 * A value that was meant to be bad but happens to hit another object (the
 * neighbour's block lies there, the forged bit makes a live handle) is
 * replaced by a constant of the same form: where blocks lie must not decide
 * what an input means. */
#include <stdlib.h>
#include "run.h"
#include "local/find.h"

static _Alignas(64) uint8_t static_bytes[64];
static uint8_t *malloc_bytes;

const uint8_t *hlf_value_foreign(uint32_t shape)
{
    static uint8_t *stack_bytes;
    _Alignas(64) uint8_t here[64];
    if (shape == HLF_SHAPE_STATIC)
        return static_bytes;
    if (shape == HLF_SHAPE_MALLOC) {
        if (malloc_bytes == NULL)
            malloc_bytes = malloc(80);
        if (malloc_bytes == NULL)
            abort();
        return malloc_bytes + (16u - (uintptr_t)malloc_bytes % 16u) % 16u;
    }
    if (shape != HLF_SHAPE_STACK)
        return NULL;
    if (stack_bytes == NULL)
        stack_bytes = (uint8_t *)((uintptr_t)here & ~(uintptr_t)63);
    return stack_bytes;
}

uint64_t hlf_value_constant(uint32_t shape, uint32_t index)
{
    static const uint64_t garbage[] = {0x8,
                                       0x18,
                                       0xDEADBEE8,
                                       0x10008,
                                       0x7FFFFFFFFFF8,
                                       0x4980000000000008,
                                       0xFFFFFFFFFFFFFFE8};
    static const uint64_t unmapped[] = {0x10,
                                        0x1000,
                                        0xC0420,
                                        0x7FFFFFFFEFF0,
                                        0x7FFFFFFFFFF0,
                                        0x800000000000,
                                        0x8000000000000000,
                                        0xFFFFFFFFFFFFFFF0};
    static const uint64_t strange[] = {UINT64_MAX, 1,      2,      4,
                                       7,          0xC042, 0x1011, 0x100000009};
    if (shape == HLF_SHAPE_GARBAGE)
        return garbage[index % 7u];
    if (shape == HLF_SHAPE_UNMAPPED)
        return unmapped[index % 8u];
    return strange[index % 8u];
}

static uint64_t derive(const struct hlf_name *n, const struct hlf_op *op)
{
    uint64_t bit = (uint64_t)1 << (4u + op->number % 60u);
    switch ((enum hlf_shape)op->shape) {
    case HLF_SHAPE_SELF:
        return n->value;
    case HLF_SHAPE_BLOCK:
        return n->addr;
    case HLF_SHAPE_OLD:
        return n->old;
    case HLF_SHAPE_PLUS1:
        return n->addr + 1u;
    case HLF_SHAPE_PLUS8:
        return n->addr + 8u;
    case HLF_SHAPE_PLUS16:
        return n->addr + 16u;
    case HLF_SHAPE_LESS16:
        return n->addr - 16u;
    case HLF_SHAPE_MIDDLE:
        return n->addr + n->size / 2u / 16u * 16u;
    case HLF_SHAPE_END:
        return n->addr + (n->size + 15u) / 16u * 16u;
    case HLF_SHAPE_ODD:
        return n->value + 1u;
    case HLF_SHAPE_FORGED:
        return n->value ^ bit;
    case HLF_SHAPE_NEXT:
        return n->value + 16u * (uint64_t)op->number;
    case HLF_SHAPE_REGION:
        return n->addr ^ (op->number % 60u < 43u ? bit : 0x1000u);
    case HLF_SHAPE_NULL:
        return 0;
    case HLF_SHAPE_STACK:
    case HLF_SHAPE_STATIC:
    case HLF_SHAPE_MALLOC:
        return (uint64_t)(uintptr_t)hlf_value_foreign(op->shape) +
               op->number % 3u * 8u;
    case HLF_SHAPE_GARBAGE:
    case HLF_SHAPE_UNMAPPED:
    case HLF_SHAPE_STRANGE:
    case HLF_SHAPE_COUNT:
        break;
    }
    return hlf_value_constant(op->shape, op->number);
}

/* Shapes that exist without an object. */
static int needs_object(uint32_t shape)
{
    return shape < HLF_SHAPE_NULL;
}

/* Printable selectors name objects in the order they were made; others pick
 * among the living, where more happens. */
static uint32_t pick(const struct hlf_run *run, uint8_t selector)
{
    uint32_t i, living = 0;
    if (run->names == 0)
        return HLF_NOBODY;
    if (selector >= '0' && selector <= '9')
        return (selector - (uint32_t)'0') % run->names;
    if (selector >= 'A' && selector <= 'Z')
        return (selector - (uint32_t)'A' + 10u) % run->names;
    for (i = 0; i < HLM_SLOT_MAX; i++)
        living += hlm_tab[i].state == HLM_LIVE;
    if (living == 0)
        return selector % run->names;
    living = selector % living;
    for (i = 0; i < HLM_SLOT_MAX; i++)
        if (hlm_tab[i].state == HLM_LIVE && living-- == 0)
            return run->named[i];
    return HLF_NOBODY;
}

static void resolve_object(struct hlf_run *run, const struct hlf_op *op,
                           struct hlf_event *event)
{
    struct hlf_op plain = *op;
    uint32_t at, own = HLM_NONE;
    event->name = HLF_NOBODY;
    if (needs_object(op->shape))
        event->name = pick(run, op->object);
    if (event->name == HLF_NOBODY && needs_object(op->shape))
        plain.shape = HLF_SHAPE_GARBAGE;
    event->shape = plain.shape;
    if (event->name == HLF_NOBODY) {
        event->args.object = derive(NULL, &plain);
    } else {
        event->args.object = derive(&run->name[event->name], op);
        own = run->name[event->name].slot;
    }
    at = hlm_at(event->args.object);
    event->replaced = 0;
    event->mixed =
        at != HLM_NONE && at == own &&
        run->name[event->name].global != hlf_calls[event->args.call].global;
    if (at == HLM_NONE || (at == own && op->shape != HLF_SHAPE_REGION))
        return;
    /* A freed handle of this very name is what was meant. */
    if (hlm_tab[at].state == HLM_FREED && own == HLM_NONE &&
        op->shape == HLF_SHAPE_SELF)
        return;
    event->replaced = 1;
    event->args.object = hlf_value_constant(
        event->args.object % 16u == 8u ? HLF_SHAPE_GARBAGE : HLF_SHAPE_UNMAPPED,
        0);
}

/* The size to pass. Sizes from 2^47 on pass unchanged, and must fail. Smaller
 * ones are clamped to HLM_BLOCK_MAX; blocks over 4 KiB draw on run->big. */
static uint64_t resolve_size(struct hlf_run *run, const struct hlf_op *op,
                             uint64_t now)
{
    uint64_t size = op->size;
    if (size >= (uint64_t)1 << 47)
        return size;
    if (op->measure == HLF_SIZE_ADD)
        size = now + 16u * size;
    else if (op->measure == HLF_SIZE_TIMES)
        size = now * size;
    else if (op->measure == HLF_SIZE_PART)
        size = now / size;
    if (op->nudge < 0 && size > 0)
        size--;
    if (op->nudge > 0)
        size++;
    if (size > HLM_BLOCK_MAX)
        size = HLM_BLOCK_MAX;
    if (size <= 4096u)
        return size;
    if (size <= run->big) {
        run->big -= size;
        return size;
    }
    /* The biggest of all, if it is there before other big ones. */
    if (size <= 0x40000u || run->big == 0)
        return size % 4097u;
    run->big = 0;
    return size;
}

int hlf_value_resolve(struct hlf_run *run, const struct hlf_op *op,
                      struct hlf_event *event)
{
    const struct hlf_call *call = &hlf_calls[op->call];
    uint32_t at;
    event->op = *op;
    event->args.call = op->call;
    event->args.flags = op->flags;
    event->args.number = op->number;
    event->args.fault = op->fault;
    event->repeat = call->repeat && op->number > 0 ? op->number % 301u : 1u;
    event->from = event->to = event->seed = 0;
    if (call->does == HLF_DO_ALLOC || call->does >= HLF_DO_HL_COMPACT) {
        event->args.object = 0;
        event->name = HLF_NOBODY;
        event->shape = HLF_SHAPE_NULL;
        event->replaced = 0;
        event->mixed = 0;
    } else {
        resolve_object(run, op, event);
    }
    event->returned = HLF_NOBODY;
    event->args.size = 0;
    if (call->does == HLF_DO_DISCARD)
        event->args.flags = LMEM_MOVEABLE;
    if (call->does == HLF_DO_ALLOC)
        event->args.size = resolve_size(run, op, 64);
    if (call->does == HLF_DO_REALLOC)
        event->args.size = resolve_size(
            run, op,
            event->name == HLF_NOBODY ? 64 : run->name[event->name].size);
    if (call->does == HLF_DO_LIMIT || call->does == HLF_DO_POLICY ||
        call->does == HLF_DO_ERROR)
        event->args.number = (uint32_t)op->size;
    if (call->does == HLF_DO_LIMIT && op->size > 64u && op->size < 1000u)
        event->args.number = (uint32_t)op->size % 16u;
    if (call->does == HLF_DO_ALLOC)
        return hlm_vacancy() != HLM_NONE;
    if (call->does != HLF_DO_WRITE)
        return 1;
    at = hlm_at(event->args.object);
    return event->shape == HLF_SHAPE_SELF && at != HLM_NONE &&
           hlm_tab[at].state == HLM_LIVE && hlm_tab[at].discarded == 0 &&
           hlm_tab[at].size > 0;
}

/* What the model says of the object named, after the event. */
void hlf_value_follow(struct hlf_run *run, uint32_t name)
{
    struct hlf_name *n = &run->name[name];
    const struct hlm_object *o = &hlm_tab[n->slot];
    if (o->state != HLM_LIVE) {
        n->slot = HLM_NONE;
        return;
    }
    n->value = o->value;
    n->movable = o->movable;
    n->size = o->size;
    if (o->addr == n->addr)
        return;
    n->old = n->addr;
    if (o->discarded == 0)
        n->addr = o->addr;
}

uint32_t hlf_value_recognise(const struct hlf_run *run, uint64_t value)
{
    uint32_t i, at;
    for (at = 0; value != 0 && at < HLM_SLOT_MAX; at++)
        if (hlm_tab[at].state == HLM_LIVE &&
            (hlm_tab[at].value == value || hlm_tab[at].addr == value))
            return run->named[at];
    for (i = run->names; value != 0 && i-- > 0;)
        if (run->name[i].value == value || run->name[i].addr == value)
            return i;
    return HLF_NOBODY;
}

/* A new object gets the next name. */
static void settle_new(struct hlf_run *run, struct hlf_event *event)
{
    uint32_t at = hlm_at(event->actual.result);
    event->name = run->names++;
    run->named[at] = event->name;
    run->name[event->name] = (struct hlf_name){
        .value = hlm_tab[at].value,
        .addr = hlm_tab[at].addr,
        .slot = at,
        .movable = hlm_tab[at].movable,
        .size = hlm_tab[at].size,
        .global = hlf_calls[event->args.call].global,
    };
}

void hlf_value_settle(struct hlf_run *run, struct hlf_event *event)
{
    enum hlf_do does = hlf_calls[event->args.call].does;
    if (event->name != HLF_NOBODY) {
        if (run->name[event->name].slot != HLM_NONE)
            hlf_value_follow(run, event->name);
    } else if (does == HLF_DO_ALLOC && event->actual.result != 0) {
        settle_new(run, event);
    }
    if (does != HLF_DO_LOCK && does != HLF_DO_HANDLE &&
        does != HLF_DO_DISCARD && does > HLF_DO_REALLOC)
        return;
    if (event->name != HLF_NOBODY && event->actual.result != 0 &&
        (run->name[event->name].value == event->actual.result ||
         run->name[event->name].addr == event->actual.result))
        event->returned = event->name;
    else
        event->returned = hlf_value_recognise(run, event->actual.result);
}
