/* Object names: UTF-16, one namespace for all kinds, ASCII case ignored.
 *
 * "Local\x", "Global\x" and "x" are one name: a session here is one user's on
 * one machine, which is what Windows calls a session too.
 */
#include "kernel_table.h"

#include <string.h>

/* Values of winerror.h that only names need. */
#define NAME_INVALID 123u /* ERROR_INVALID_NAME */

static uint16_t fold(uint16_t unit)
{
    return unit >= 'a' && unit <= 'z' ? (uint16_t)(unit - 32) : unit;
}

/* How many units `prefix` takes at the start of `name`, or 0. Namespaces are
 * spelt exactly. */
static size_t prefix_length(const uint16_t *name, const char *prefix)
{
    size_t length = 0;

    while (prefix[length] != '\0') {
        if (name[length] != (unsigned char)prefix[length])
            return 0;
        length++;
    }
    return length;
}

DWORD name_fold(const uint16_t *name, struct object_name *folded)
{
    size_t skip = prefix_length(name, "Local\\");
    uint16_t length = 0;

    if (skip == 0)
        skip = prefix_length(name, "Global\\");
    name += skip;
    for (; name[length] != 0; length++) {
        if (length == HL_KERNEL_NAME_MAX || name[length] == '\\')
            return NAME_INVALID;
        folded->text[length] = fold(name[length]);
    }
    folded->length = length;
    return length > 0 ? ERROR_SUCCESS : NAME_INVALID;
}

static uint32_t bucket_of(const struct object_name *name)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    uint16_t length = name_length(name);

    for (uint16_t i = 0; i < length; i++)
        hash = (hash ^ name->text[i]) * 16777619u;
    return hash % KERNEL_BUCKETS;
}

uint32_t name_find(struct segment *segment, const struct object_name *name)
{
    uint32_t index = object_link(&segment->bucket[bucket_of(name)]);

    for (uint32_t hops = 0; index != 0 && hops < KERNEL_OBJECTS; hops++) {
        const struct object_name *other = &segment->name[index];
        if (other->length == name->length &&
            memcmp(other->text, name->text,
                   name->length * sizeof name->text[0]) == 0)
            return index;
        index = object_link(&segment->object[index].next);
    }
    return 0;
}

void name_insert(struct segment *segment, uint32_t index,
                 const struct object_name *name)
{
    uint32_t *head = &segment->bucket[bucket_of(name)];

    segment->name[index].length = name->length;
    memcpy(segment->name[index].text, name->text,
           name->length * sizeof name->text[0]);
    segment->object[index].named = 1;
    segment->object[index].next = *head;
    *head = index;
}

void name_remove(struct segment *segment, uint32_t index)
{
    uint32_t *link = &segment->bucket[bucket_of(&segment->name[index])];

    for (uint32_t hops = 0; hops < KERNEL_OBJECTS; hops++) {
        uint32_t next = object_link(link);
        if (next == 0)
            break;
        if (next == index) {
            *link = segment->object[index].next;
            break;
        }
        link = &segment->object[next].next;
    }
    segment->object[index].named = 0;
}
