/* Columns of a line. Printable bytes mean what they say; the others are
 * spread, so that random input makes and keeps things more often than not. */
#include "op.h"

const struct vkf_call vkf_calls[] = {
    {'D', VKF_DEVICE, "vkCreateDevice"},
    {'X', VKF_UNDEVICE, "vkDestroyDevice"},
    {'B', VKF_BUFFER, "vkCreateBuffer"},
    {'E', VKF_IMAGE, "vkCreateImage"},
    {'K', VKF_UNRESOURCE, "vkDestroyBuffer/Image"},
    {'A', VKF_ALLOCATE, "vkAllocateMemory"},
    {'I', VKF_IMPORT, "vkAllocateMemory"},
    {'F', VKF_FREE, "vkFreeMemory"},
    {'G', VKF_GET, "vkGetMemoryWin32HandleKHR"},
    {'P', VKF_PROPERTIES, "vkGetMemoryWin32HandlePropertiesKHR"},
    {'M', VKF_MAP, "vkMapMemory"},
    {'U', VKF_UNMAP, "vkUnmapMemory"},
    {'L', VKF_BIND, "vkBindBuffer/ImageMemory"},
    {'W', VKF_WRITE, "write"},
    {'C', VKF_CLOSE, "CloseHandle"},
    {'T', VKF_DUPLICATE, "DuplicateHandle"},
    {'Q', VKF_COMPARE, "CompareObjectHandles"},
    {'Y', VKF_GET_FLAGS, "GetHandleInformation"},
    {'Z', VKF_SET_FLAGS, "SetHandleInformation"},
    {'V', VKF_POLICY, "policy"},
    {'S', VKF_SEMAPHORE, "vkCreateSemaphore"},
    {'N', VKF_FENCE, "vkCreateFence"},
    {'J', VKF_UNSYNC, "vkDestroySemaphore/Fence"},
    {'H', VKF_SYNC_GET, "vkGetSemaphore/FenceWin32HandleKHR"},
    {'R', VKF_RECEIVE, "vkImportSemaphore/FenceWin32HandleKHR"},
    {'O', VKF_OPERATE, "signal or wait"},
    {'g', VKF_FD_GET, "vkGetMemoryFdKHR"},
    {'p', VKF_FD_PROPERTIES, "vkGetMemoryFdPropertiesKHR"},
    {'i', VKF_FD_IMPORT, "vkAllocateMemory of an fd"},
    {'c', VKF_FD_CLOSE, "close"},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

const uint32_t vkf_call_count = COUNT(vkf_calls);

struct letter {
    char letter;
    uint32_t meaning;
};

static const struct letter types[] = {
    {'0', 0},    {'n', 2},      {'k', 4},     {'b', 6},      {'f', 1},
    {'a', 7},    {'c', 3},      {'t', 8},     {'T', 0x10},   {'h', 0x20},
    {'r', 0x40}, {'p', 0x80},   {'d', 0x200}, {'x', 0x2000}, {'y', 0x80000002u},
    {'m', 0x0A}, {'z', 0x1000},
};

static const struct letter options[] = {
    {' ', 0},
    {'w', VKF_WIN32},
    {'h', VKF_WIN32 | VKF_INHERIT},
    {'i', VKF_INHERIT},
    {'d', VKF_DEDICATED},
    {'D', VKF_DEDICATED | VKF_WIN32},
    {'B', VKF_BOTH | VKF_DEDICATED},
    {'r', VKF_AGAIN},
    {'R', VKF_AGAIN | VKF_WIN32},
    {'q', VKF_AGAIN_FD},
    {'e', VKF_AGAIN | VKF_DEDICATED},
    {'c', VKF_DROP},
    {'j', VKF_DROP | VKF_INHERIT},
    {'u', VKF_USAGE},
    {'2', VKF_OTHER_GPU},
    {'t', VKF_TEMPORARY},
};

static const struct letter flaws[] = {
    {' ', 0},
    {'i', VKF_NO_INFO},
    {'o', VKF_NO_OUT},
    {'s', VKF_BAD_STYPE},
    {'p', VKF_BAD_NEXT},
    {'t', VKF_TWICE},
    {'n', VKF_NV},
    {'c', VKF_CAPTURE},
    {'m', VKF_MASK},
    {'2', VKF_SECOND},
    {'a', VKF_ATTRIBUTES},
    {'f', VKF_FLAGS},
    {'l', VKF_LAYOUT},
};

/* 1 and what `byte` means, if the table has it. */
static int look(const struct letter *table, size_t count, uint8_t byte,
                uint32_t *meaning)
{
    size_t i;
    for (i = 0; i < count; i++)
        if (table[i].letter == (char)byte) {
            *meaning = table[i].meaning;
            return 1;
        }
    return 0;
}

static uint8_t call_of(uint8_t byte)
{
    static const char often[] = "DAAAAAIIIIIIFFGGGGGMMMWWWULBEKCCTTQYZPXV";
    uint32_t i;
    for (i = 0; i < vkf_call_count; i++)
        if (vkf_calls[i].letter == (char)byte)
            return (uint8_t)i;
    byte = (uint8_t)often[byte % (sizeof often - 1u)];
    for (i = 0; vkf_calls[i].letter != (char)byte; i++)
        continue;
    return (uint8_t)i;
}

/* A byte above 127 is seven bits, each a flaw or an option of its own. */
static uint32_t flaws_of(uint8_t byte)
{
    uint32_t meaning = 0;
    if (look(flaws, COUNT(flaws), byte, &meaning) || byte < 0xC0u)
        return meaning;
    return 1u << byte % 12u | (byte >= 0xF0u ? 1u << byte / 2u % 12u : 0);
}

static uint32_t options_of(uint8_t byte)
{
    uint32_t meaning = 0;
    if (look(options, COUNT(options), byte, &meaning) || byte < 0x80u)
        return meaning;
    return byte & 0x7Fu;
}

static void types_of(uint8_t byte, struct vkf_op *op)
{
    static const uint32_t often[] = {2, 6, 6, 4, 2, 6, 4, 1};
    op->has_types = 1;
    if (look(types, COUNT(types), byte, &op->types))
        return;
    op->types = byte >= 0xF8u ? 1u << byte % 14u : often[byte % 8u];
    if (byte == ' ') {
        op->has_types = 0;
        op->types = 0;
    }
}

uint32_t vkf_decode_count(size_t size)
{
    size_t count = size / VKF_OP_BYTES;
    return count < VKF_OPS_MAX ? (uint32_t)count : VKF_OPS_MAX;
}

void vkf_decode(const uint8_t *bytes, struct vkf_op *op)
{
    op->call = call_of(bytes[0]);
    op->device = bytes[1];
    op->object = bytes[2];
    op->resource = bytes[3];
    types_of(bytes[4], op);
    op->size = bytes[5];
    op->options = options_of(bytes[6]);
    op->number = bytes[6];
    op->name = bytes[7] >= '1' && bytes[7] < '1' + VKF_NAME_MAX
                   ? (uint8_t)(bytes[7] - '0')
               : bytes[7] >= 0xE0u ? bytes[7] % (VKF_NAME_MAX + 1u)
                                   : 0;
    op->type = VKF_TYPE_RIGHT;
    if (bytes[8] >= '0' && bytes[8] <= '9')
        op->type = (uint8_t)(bytes[8] - '0');
    else if (bytes[8] >= 0xE0u)
        op->type = bytes[8] % 5u;
    op->flaws = flaws_of(bytes[9]);
    op->fault = 0;
    if (bytes[10] >= '1' && bytes[10] <= '5')
        op->fault = (uint8_t)(bytes[10] - '0');
    else if (bytes[10] >= 0xF0u)
        op->fault = bytes[10] % 5u + 1u;
}
