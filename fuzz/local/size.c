/* The size columns of a line. Allocators err at edges, so most sizes are near
 * one; big blocks cost time, so only one letter in 256 asks for them. */
#include "decode.h"
#include "local/state.h"

/* The edges of size classes: multiples of 16 to 128, then four a doubling. */
static const uint32_t edges[] = {0,    16,   32,   48,   64,   80,   96,   112,
                                 128,  160,  192,  224,  256,  320,  384,  448,
                                 512,  640,  768,  896,  1024, 1280, 1536, 1792,
                                 2048, 2560, 3072, 3584, 4096};

/* Pages and granules. */
static const uint32_t bigs[] = {8192,  12288, 16384, 20480, 32768,
                                40960, 65536, 98304, 131072};

/* Sizes that nobody has, at the edges of what arithmetic can bear. */
static const uint64_t huges[] = {
    (uint64_t)1 << 47,  (uint64_t)1 << 48,  (uint64_t)1 << 62, UINT64_MAX / 2,
    UINT64_MAX / 2 + 1, UINT64_MAX - 65536, UINT64_MAX - 4096, UINT64_MAX - 15,
    UINT64_MAX - 7,     UINT64_MAX};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static uint32_t digit(uint8_t byte, uint32_t otherwise)
{
    if (byte == ' ')
        return 0;
    return byte >= '0' && byte <= '9' ? byte - (uint32_t)'0' : byte % otherwise;
}

/* 0..9, A..Z as 0..35, so that an index reads as what it is. */
static uint32_t index_of(uint8_t byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - (uint32_t)'A' + 10u;
    if (byte >= '0' && byte <= '9')
        return byte - (uint32_t)'0';
    return byte;
}

/* The biggest of all only for those who ask for them by letter: a quarter, a
 * half, all of what a block can have. */
static uint32_t big_of(uint8_t byte)
{
    if (byte == 'Q')
        return HLM_BLOCK_MAX / 4u;
    if (byte == 'H')
        return HLM_BLOCK_MAX / 2u;
    return byte == 'M' ? HLM_BLOCK_MAX : bigs[index_of(byte) % COUNT(bigs)];
}

static char mode_of(uint8_t byte)
{
    static const char modes[] = "ee=*/";
    if (byte == 'e' || byte == 'b' || byte == 'h' || byte == '=' ||
        byte == '*' || byte == '/')
        return (char)byte;
    if (byte < 0x80)
        return 0;
    if (byte >= 0xF8)
        return 'h';
    if (byte % 4u == 0)
        return modes[byte / 4u % 2u];
    return byte % 4u == 1u ? modes[2u + byte / 4u % 3u] : (char)0;
}

static int8_t nudge_of(uint8_t byte)
{
    if (byte == '+' || (byte >= 0x80 && byte % 8u == 1u))
        return 1;
    return byte == '-' || (byte >= 0x80 && byte % 8u == 2u) ? -1 : 0;
}

void hlf_decode_size(const uint8_t *bytes, struct hlf_op *op)
{
    uint32_t at = index_of(bytes[1]);
    op->number = digit(bytes[0], 3) * 100u + digit(bytes[1], 10) * 10u +
                 digit(bytes[2], 10);
    op->measure = HLF_SIZE_BYTES;
    op->nudge = nudge_of(bytes[2]);
    switch (mode_of(bytes[0])) {
    case 'e':
        op->size = edges[at % COUNT(edges)];
        break;
    case 'b':
        op->size = big_of(bytes[1]);
        break;
    case 'h':
        op->size = huges[at % COUNT(huges)];
        op->nudge = 0;
        break;
    case '=':
        op->measure = HLF_SIZE_ADD;
        op->size = at % 36u;
        break;
    case '*':
        op->measure = HLF_SIZE_TIMES;
        op->size = at % 10u;
        break;
    case '/':
        op->measure = HLF_SIZE_PART;
        op->size = at % 9u + 1u;
        break;
    case 0:
        op->size = op->number;
        op->nudge = 0;
    }
}
