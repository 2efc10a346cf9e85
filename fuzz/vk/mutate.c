/* Changes to an input of the Vulkan target that keep it made of whole calls.
 * As mutate.c, for longer lines. */
#include "op.h"

#define MUTATE_MAX (VKF_OPS_MAX * VKF_OP_BYTES)
#define MUTATE_BYTEWISE 8u
#include "../engine/mutate.h"

/* What each column may hold, most often the right thing: a space. */
static const char *const letters[VKF_OP_BYTES] = {
    "AAAAIIIIGGGGMMWWWFFCTBELKDPQXYZUVSSNNHHRRRJOgpic",
    "        0123-!",
    "        01234567abcdefgh-!+~",
    "      0123456abcd-!",
    "    nnnkkkbbbb0ffacthrpdxymzT",
    "        0123456789abehHttssx",
    "      whidDBrRqecju2ttt!%&",
    "      123123456",
    "        012349",
    "            iosptncm2afl",
    "                    12345",
    "\n",
};

static void change_column(uint8_t *op, uint32_t column, uint32_t *state)
{
    op[column] =
        (uint8_t)letters[column][next(state) % strlen(letters[column])];
}

/* What a column of a new call most often holds, where that is not what other
 * calls hold there: semaphores and fences that can be shared, memory with a
 * descriptor, handles of the type they have. NULL: nothing of its own. */
static const char *usual(uint8_t call, uint32_t column)
{
    if (column == 4)
        switch (call) {
        case 'S':
        case 'N':
            return "bbbbnnk ";
        case 'H':
            return "   nnkk";
        case 'R':
        case 'g':
        case 'i':
            return "       f";
        }
    return column == 6 && call == 'R' ? "  tt" : NULL;
}

/* A call of which most is right: two or three columns say something. */
static void new_op(uint8_t *op, uint32_t *state)
{
    uint32_t i;
    memset(op, ' ', VKF_OP_BYTES);
    change_column(op, 0, state);
    change_column(op, 2, state);
    change_column(op, 4, state);
    for (i = next(state) % 3u; i > 0; i--)
        change_column(op, 1u + next(state) % 10u, state);
    for (i = 0; i < VKF_OP_BYTES; i++) {
        const char *choice = usual(op[0], i);
        if (choice != NULL && next(state) % 4u != 0)
            op[i] = (uint8_t)choice[next(state) % strlen(choice)];
    }
    op[VKF_OP_BYTES - 1u] = '\n';
}

/* Calls in an order that chance finds too seldom: aliases of one payload, by
 * handle, number and descriptor, and what is dedicated. What there is to be
 * found lies behind them. */
static const char *const phrases[] = {
    "A   b      \nG          \nI          \n",
    "A   b      \nG   k      \nI          \n",
    "B          \nA     d    \nB          \nL          \n",
    "S   b      \nH          \nS   b      \nR     t    \n"
    "O          \nO          \n",
    "N   b      \nH          \nN   b      \nR     t    \n"
    "O          \nO          \n",
    "S   bt     \nH   k      \nS   bt     \nR          \n",
    "A   f      \ng          \ni          \n",
};

static uint32_t insert_phrase(uint8_t *data, uint32_t count, uint32_t max,
                              uint32_t *state)
{
    const char *phrase =
        phrases[next(state) % (sizeof phrases / sizeof phrases[0])];
    size_t size = strlen(phrase);
    uint32_t calls = (uint32_t)(size / VKF_OP_BYTES);
    uint32_t at = next(state) % (count + 1u);
    uint8_t *op = data + (size_t)at * VKF_OP_BYTES;
    if (count + calls > max)
        return count;
    memmove(op + size, op, (size_t)(count - at) * VKF_OP_BYTES);
    memcpy(op, phrase, size);
    return count + calls;
}

/* One change to `count` ops; the new count. */
static uint32_t mutate(uint8_t *data, uint32_t count, uint32_t max,
                       uint32_t *state)
{
    uint32_t r = next(state), at = count > 0 ? next(state) % count : 0;
    uint32_t from = count > 0 ? next(state) % count : 0;
    uint8_t *op = data + (size_t)at * VKF_OP_BYTES;
    uint8_t held[VKF_OP_BYTES];
    size_t behind = (size_t)(count - at) * VKF_OP_BYTES;
    if (count == 0 || (r % 8u <= 2u && count < max)) {
        if (r % 16u == 9u && count > 0)
            memcpy(held, data + (size_t)from * VKF_OP_BYTES, VKF_OP_BYTES);
        else
            new_op(held, state);
        memmove(op + VKF_OP_BYTES, op, behind);
        memcpy(op, held, VKF_OP_BYTES);
        return count + 1u;
    }
    if (r % 8u == 3u && count > 1) {
        memmove(op, op + VKF_OP_BYTES, behind - VKF_OP_BYTES);
        return count - 1u;
    }
    if (r % 8u == 4u) {
        memcpy(held, op, VKF_OP_BYTES);
        memcpy(op, data + (size_t)from * VKF_OP_BYTES, VKF_OP_BYTES);
        memcpy(data + (size_t)from * VKF_OP_BYTES, held, VKF_OP_BYTES);
        return count;
    }
    change_column(op, r / 8u % VKF_OP_BYTES, state);
    return count;
}

static size_t mutate_some(uint8_t *data, size_t size, size_t max_size,
                          uint32_t *state)
{
    uint32_t count = vkf_decode_count(size), max = vkf_decode_count(max_size);
    uint32_t times = 1u + next(state) % 4u;
    if (max == 0)
        return size;
    if (next(state) % 16u == 0)
        count = insert_phrase(data, count, max, state);
    while (times-- > 0)
        count = mutate(data, count, max, state);
    return (size_t)count * VKF_OP_BYTES;
}
