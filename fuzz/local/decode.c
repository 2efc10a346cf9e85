/* Columns 0 to 3 and 7. Letters say what they say; other bytes are spread so
 * that random input makes, keeps and uses objects more often than it asks
 * about nothing. */
#include "decode.h"
#include "hlocal.h"

struct letter {
    char letter;
    uint32_t meaning;
};

static const struct letter shapes[] = {
    {' ', HLF_SHAPE_SELF},     {'b', HLF_SHAPE_BLOCK},
    {'o', HLF_SHAPE_OLD},      {'1', HLF_SHAPE_PLUS1},
    {'8', HLF_SHAPE_PLUS8},    {'6', HLF_SHAPE_PLUS16},
    {'-', HLF_SHAPE_LESS16},   {'m', HLF_SHAPE_MIDDLE},
    {'e', HLF_SHAPE_END},      {'d', HLF_SHAPE_ODD},
    {'f', HLF_SHAPE_FORGED},   {'a', HLF_SHAPE_NEXT},
    {'r', HLF_SHAPE_REGION},   {'0', HLF_SHAPE_NULL},
    {'g', HLF_SHAPE_GARBAGE},  {'s', HLF_SHAPE_STACK},
    {'t', HLF_SHAPE_STATIC},   {'p', HLF_SHAPE_MALLOC},
    {'u', HLF_SHAPE_UNMAPPED}, {'x', HLF_SHAPE_STRANGE},
};

static const struct letter flags[] = {
    {'f', LMEM_FIXED},
    {'z', LPTR},
    {'m', LMEM_MOVEABLE},
    {'h', LHND},
    {'d', LMEM_MOVEABLE | LMEM_DISCARDABLE},
    {'g', GMEM_MOVEABLE | GMEM_DISCARDABLE},
    {'2', LMEM_MOVEABLE | 0x200u},
    {'4', LMEM_MOVEABLE | 0x400u},
    {'8', LMEM_MOVEABLE | 0x800u},
    {'s', GMEM_MOVEABLE | GMEM_DDESHARE},
    {'S', GMEM_FIXED | GMEM_DDESHARE},
    {'D', LMEM_FIXED | LMEM_DISCARDABLE},
    {'n', LMEM_MOVEABLE | LMEM_NOCOMPACT | LMEM_NODISCARD},
    {'N', LMEM_FIXED | LMEM_NOCOMPACT | LMEM_NODISCARD},
    {'o', GMEM_MOVEABLE | GMEM_NOTIFY | GMEM_LOWER},
    {'O', GMEM_FIXED | GMEM_NOTIFY | GMEM_LOWER},
    {'y', LMEM_MODIFY},
    {'c', LMEM_MODIFY | LMEM_MOVEABLE},
    {'k', LMEM_MODIFY | LMEM_DISCARDABLE},
    {'q', GMEM_MODIFY | GMEM_MOVEABLE | GMEM_DISCARDABLE | GMEM_DDESHARE},
    {'t', LMEM_MODIFY | LMEM_MOVEABLE | LMEM_ZEROINIT},
    {'v', 0x1u},
    {'w', 0x4u},
    {'x', 0x8000u},
    {'X', 0x80000002u},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What each byte means, worked out once: decoding must cost nothing. */
static uint8_t call_of[256];
static uint8_t shape_of[256];
static const struct letter *flags_of[256];

static uint8_t call_with(char letter, uint8_t otherwise)
{
    uint32_t i;
    for (i = 0; i < hlf_call_count; i++)
        if (hlf_calls[i].letter == letter)
            return (uint8_t)i;
    return otherwise;
}

static void prepare(void)
{
    static const char often[] =
        "AAAaaaRRRrrrLLLlllUUUuuuHhSsGgFFfDdNnVvKkJXxYyWWWCMPE";
    uint32_t i;
    for (i = 0; i < 256u; i++) {
        uint8_t spread = call_with(often[i % (sizeof often - 1u)], 0);
        call_of[i] = call_with((char)i, spread);
        spread = i % 4u != 3u ? 0 : (uint8_t)(i / 4u % COUNT(shapes));
        shape_of[i] = (uint8_t)shapes[spread].meaning;
    }
    for (i = 0; i < COUNT(shapes); i++)
        shape_of[(uint8_t)shapes[i].letter] = (uint8_t)shapes[i].meaning;
    for (i = 0; i < COUNT(flags); i++)
        flags_of[(uint8_t)flags[i].letter] = &flags[i];
}

/* Seven bits of a byte above 127 are seven groups of flags, so that every
 * combination of what matters can be had. */
static uint32_t flag_word(uint8_t byte, uint32_t number)
{
    static const uint32_t plain[] = {LPTR, LHND, LMEM_FIXED, LMEM_MOVEABLE};
    if (flags_of[byte] != NULL)
        return flags_of[byte]->meaning;
    if (byte < 0x80)
        return plain[byte % 4u];
    return (byte & 1u ? LMEM_MOVEABLE : 0) | (byte & 2u ? LMEM_ZEROINIT : 0) |
           (byte & 4u ? LMEM_MODIFY : 0) |
           (byte & 8u ? 0x100u << number % 4u : 0) |
           (byte & 16u ? GMEM_DDESHARE : 0) |
           (byte & 32u ? LMEM_NOCOMPACT | LMEM_NODISCARD : 0) |
           (byte & 64u && number % 8u == 0 ? 1u << number / 8u % 32u : 0);
}

char hlf_decode_letter(uint32_t column, uint32_t index)
{
    if (column == 0)
        return hlf_calls[index % hlf_call_count].letter;
    if (column == 2)
        return shapes[index % COUNT(shapes)].letter;
    return flags[index % COUNT(flags)].letter;
}

uint32_t hlf_decode_count(size_t size)
{
    size_t count = size / HLF_OP_BYTES;
    return count < HLF_OPS_MAX ? (uint32_t)count : HLF_OPS_MAX;
}

void hlf_decode(const uint8_t *bytes, struct hlf_op *op)
{
    if (flags_of['f'] == NULL)
        prepare();
    hlf_decode_size(bytes + 4, op);
    op->call = call_of[bytes[0]];
    op->object = bytes[1];
    op->shape = shape_of[bytes[2]];
    op->flags = flag_word(bytes[3], op->number);
    op->fault = 0;
    if (bytes[7] >= '1' && bytes[7] <= '9')
        op->fault = (uint8_t)(bytes[7] - '0');
    else if (bytes[7] >= 0xF0)
        op->fault = (uint8_t)(bytes[7] % 4u + 1u);
}
