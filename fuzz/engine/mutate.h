/* What libFuzzer and AFL++ want of a mutator, around its mutate_some.
 *
 * libFuzzer finds LLVMFuzzerCustomMutator in the target; AFL++ loads the
 * afl_custom_ functions from a library of their own. So this is included once
 * by each mutator, which defines before
 *   MUTATE_MAX       bytes of the longest input
 *   MUTATE_BYTEWISE  libFuzzer's own changes are made once in so many times
 * and after it mutate_some. */
#ifndef HLOCAL_FUZZ_ENGINE_MUTATE_H
#define HLOCAL_FUZZ_ENGINE_MUTATE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Change an input of `size` bytes in place; its new size, `max_size` at most.
 * Random numbers come from next(state). */
static size_t mutate_some(uint8_t *data, size_t size, size_t max_size,
                          uint32_t *state);

static uint32_t next(uint32_t *state)
{
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed);
extern size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
    __attribute__((weak));

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed)
{
    uint32_t state = seed | 1u;
    if (LLVMFuzzerMutate != NULL && next(&state) % MUTATE_BYTEWISE == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    return mutate_some(data, size, max_size, &state);
}

struct afl_mutator {
    uint32_t state;
    uint8_t out[MUTATE_MAX];
};
struct afl_mutator *afl_custom_init(void *afl, unsigned int seed);
size_t afl_custom_fuzz(struct afl_mutator *own, const uint8_t *data,
                       size_t size, uint8_t **out, const uint8_t *other,
                       size_t other_size, size_t max_size);
void afl_custom_deinit(struct afl_mutator *own);

struct afl_mutator *afl_custom_init(void *afl, unsigned int seed)
{
    struct afl_mutator *own = malloc(sizeof *own);
    (void)afl;
    if (own != NULL)
        own->state = seed | 1u;
    return own;
}

size_t afl_custom_fuzz(struct afl_mutator *own, const uint8_t *data,
                       size_t size, uint8_t **out, const uint8_t *other,
                       size_t other_size, size_t max_size)
{
    size_t room = sizeof own->out < max_size ? sizeof own->out : max_size;
    (void)other;
    (void)other_size;
    if (size > room)
        size = room;
    memcpy(own->out, data, size);
    *out = own->out;
    return mutate_some(own->out, size, room, &own->state);
}

void afl_custom_deinit(struct afl_mutator *own)
{
    free(own);
}

#endif /* HLOCAL_FUZZ_ENGINE_MUTATE_H */
