/* Changes to an input that keep it made of whole calls: engines that know only
 * bytes spend most of their tries on tearing lines apart. */
#include "decode.h"

#define MUTATE_MAX (HLF_OPS_MAX * HLF_OP_BYTES)
#define MUTATE_BYTEWISE 4u
#include "../engine/mutate.h"

/* A column gets another value that means something there. */
static void change_column(uint8_t *op, uint32_t column, uint32_t *state)
{
    static const char calls[] = "AaAaAaRrRrRrLlLlUuFfWWDdNVHhSsG";
    static const char flags[] = "fzmh";
    static const char sizes[] = "0000000012345678eeeeeeeeeb==*/hh";
    static const char nudges[] = " -+0123456789";
    static const char indices[] = "0123456789ABCDEFGHIJKLMNOPQRS";
    uint32_t r = next(state);
    if (column == 0 && r % 2u == 0)
        op[column] = (uint8_t)calls[r / 2u % (sizeof calls - 1u)];
    else if (column == 3 && r % 2u == 0)
        op[column] = (uint8_t)flags[r / 2u % (sizeof flags - 1u)];
    else if (column == 0 || column == 2 || column == 3)
        op[column] = (uint8_t)hlf_decode_letter(column, r / 2u);
    else if (column == 1)
        op[column] =
            (uint8_t)(r % 4u == 0 ? 0x80u + r / 4u % 32u : '0' + r / 4u % 8u);
    else if (column == 4)
        op[column] = (uint8_t)sizes[r % (sizeof sizes - 1u)];
    else if (column == 5)
        op[column] = (uint8_t)indices[r % (sizeof indices - 1u)];
    else if (column == 6)
        op[column] = (uint8_t)nudges[r % (sizeof nudges - 1u)];
    else
        op[column] = (uint8_t)(r % 8u == 0 ? '1' + r / 8u % 4u : '\n');
}

/* A call that makes sense by itself; most pass handles, not rubbish. */
static void new_op(uint8_t *op, uint32_t *state)
{
    uint32_t column;
    for (column = 0; column < HLF_OP_BYTES; column++)
        change_column(op, column, state);
    if (next(state) % 4u != 0)
        op[2] = ' ';
    if (next(state) % 8u != 0)
        op[7] = '\n';
}

/* Several calls of one kind in a row, each about the next object but
 * `stride - 1`. */
static uint32_t burst(uint8_t *data, uint32_t count, uint32_t max,
                      const uint8_t *op, uint32_t times, uint32_t object,
                      uint32_t stride)
{
    for (; times > 0 && count < max; times--, object += stride) {
        uint8_t *to = data + (size_t)count++ * HLF_OP_BYTES;
        memcpy(to, op, HLF_OP_BYTES);
        to[1] = (uint8_t)(object % 26u < 10u ? '0' + object % 26u
                                             : 'A' + object % 26u - 10u);
    }
    return count;
}

/* What compaction is for: slabs filled, with holes, some of the rest locked. */
static uint32_t fragment(uint8_t *data, uint32_t count, uint32_t max,
                         uint32_t *state)
{
    static const char sizes[] = "b0b1b2b2b2eS";
    uint32_t r = next(state), times = 4u + r % 8u;
    uint8_t op[HLF_OP_BYTES] = "A  m   \n";
    memcpy(op + 4, sizes + r / 8u % 6u * 2u, 2);
    count = burst(data, count, max, op, times, 0, 1);
    memcpy(op, "L      \n", HLF_OP_BYTES);
    count = burst(data, count, max, op, r / 64u % 3u, r / 256u % 8u, 3);
    op[0] = 'F';
    count = burst(data, count, max, op, times / 2u, r / 2048u % 8u,
                  1u + r / 16384u % 2u);
    op[0] = 'C';
    return burst(data, count, max, op, 1, 0, 1);
}

static uint32_t several(uint8_t *data, uint32_t count, uint32_t max,
                        uint32_t *state)
{
    static const char calls[] = "AAAFFfRrL";
    uint8_t op[HLF_OP_BYTES];
    uint32_t r = next(state);
    if (r % 2u == 0)
        return fragment(data, count, max, state);
    new_op(op, state);
    op[0] = (uint8_t)calls[r / 2u % (sizeof calls - 1u)];
    op[2] = ' ';
    return burst(data, count, max, op, 2u + r / 32u % 8u, r / 256u % 16u,
                 1u + r / 4096u % 2u);
}

/* One change to `count` ops; the new count. */
static uint32_t mutate(uint8_t *data, uint32_t count, uint32_t max,
                       uint32_t *state)
{
    uint32_t r = next(state), at = count > 0 ? next(state) % count : 0;
    uint32_t from = count > 0 ? next(state) % count : 0;
    uint8_t *op = data + (size_t)at * HLF_OP_BYTES;
    uint8_t held[HLF_OP_BYTES];
    size_t behind = (size_t)(count - at) * HLF_OP_BYTES;
    if (count == 0 || (r % 8u <= 1u && count < max)) {
        if (r % 16u == 9u && count > 0)
            memcpy(held, data + (size_t)from * HLF_OP_BYTES, HLF_OP_BYTES);
        else
            new_op(held, state);
        memmove(op + HLF_OP_BYTES, op, behind);
        memcpy(op, held, HLF_OP_BYTES);
        return count + 1u;
    }
    if (r % 8u <= 3u && count > 1) {
        memmove(op, op + HLF_OP_BYTES, behind - HLF_OP_BYTES);
        return count - 1u;
    }
    if (r % 64u == 5u)
        return several(data, count, max, state);
    if (r % 8u == 4u) {
        memcpy(held, op, HLF_OP_BYTES);
        memcpy(op, data + (size_t)from * HLF_OP_BYTES, HLF_OP_BYTES);
        memcpy(data + (size_t)from * HLF_OP_BYTES, held, HLF_OP_BYTES);
        return count;
    }
    change_column(op, r / 8u % HLF_OP_BYTES, state);
    return count;
}

static size_t mutate_some(uint8_t *data, size_t size, size_t max_size,
                          uint32_t *state)
{
    uint32_t count = hlf_decode_count(size), max = hlf_decode_count(max_size);
    uint32_t times = 1u + next(state) % 4u;
    if (max == 0)
        return size;
    while (times-- > 0)
        count = mutate(data, count, max, state);
    return (size_t)count * HLF_OP_BYTES;
}
