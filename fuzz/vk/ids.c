/* Which requirement a message is about. Both specifications' numbers are
 * here; the driver uses those of the headers it was built with. */
#include "ids.h"
#include "judge.h"

#include <string.h>

/* The messages of a rule, without "VUID-": its NAME, which has the number of
 * 1.3.239, and the same with the number of 1.4.360 in place of its end. */
struct message {
    const char *name;
    const char *old_end;
    const char *new_end;
    uint32_t requirement;
};

#define AT_EXTENSION(id) ((uint32_t)REQ_MAX + (uint32_t)REQ_VK_##id)

static const struct message messages[] = {
#define MEMORY(id, name, old, new, ...) {#name, old, new, REQ_VK_##id},
#define EXTENSION(id, name, old, new, ...) {#name, old, new, AT_EXTENSION(id)},
#define ALSO MEMORY
#include "vk/rules.def"
};

static const char *const names[VKF_REQ_MAX] = {
#define MEMORY(id, ...) [REQ_VK_##id] = "VK_" #id,
#define SAME MEMORY
#define EXTENSION(id, ...) [AT_EXTENSION(id)] = "VK_" #id,
#include "vk/rules.def"
};

/* Whether `message` is the rule's name with this end; names have "_" for
 * "-", and an end of two parts replaces two. */
static int is_message(const char *message, const char *name, const char *end)
{
    const char *last = strrchr(name, '_');
    size_t stem, i;
    if (end[0] == '\0')
        end = last + 1;
    if (strchr(end, '-') != NULL)
        while (*--last != '_')
            ;
    stem = (size_t)(last - name) + 1;
    for (i = 0; i < stem; i++)
        if (message[i] != (name[i] == '_' ? '-' : name[i]))
            return 0;
    return strcmp(message + stem, end) == 0;
}

uint32_t vkf_requirement(const char *message)
{
    size_t i;
    if (strncmp(message, "VUID-", 5) == 0)
        message += 5;
    for (i = 0; i < sizeof messages / sizeof messages[0]; i++)
        if (is_message(message, messages[i].name, messages[i].old_end) ||
            is_message(message, messages[i].name, messages[i].new_end))
            return messages[i].requirement;
    return VKF_REQ_MAX;
}

const char *vkf_requirement_name(uint32_t requirement)
{
    return names[requirement];
}

/* 00638 became two in 1.4, and one driver rule serves both kinds of bind. */
uint32_t vkf_requirement_class(uint32_t requirement)
{
    if (requirement == REQ_VK_ALLOC_07899)
        return REQ_VK_ALLOC_07897;
    if (requirement == REQ_VK_BINDIMG_DEAD)
        return REQ_VK_BINDBUF_DEAD;
    return requirement;
}

/* Sixteen thousand allocations are too many for an input, and no submission is
 * left waiting. */
int vkf_can_show(uint32_t requirement)
{
    return requirement != REQ_VK_ALLOC_04101 &&
           requirement != (uint32_t)REQ_MAX + REQ_VK_IMPFENCE_04448 &&
           vkf_requirement_class(requirement) == requirement;
}

static const char *const shows[SHOW_COUNT + 1] = {
#define X(id) #id,
    VKF_SHOWS(X)
#undef X
};

_Static_assert(SHOW_COUNT <= 64, "an event's requirements fit its word");

void vkf_show(struct vkf_event *event, enum vkf_show what, int held)
{
    if (held)
        event->shown |= (uint64_t)1 << what;
}

uint32_t vkf_shown(const struct vkf_event *event, const char **ids,
                   uint32_t max)
{
    uint32_t i, count = 0;
    for (i = 0; i < SHOW_COUNT && count < max; i++)
        if ((event->shown >> i & 1u) != 0)
            ids[count++] = shows[i];
    return count;
}

const char *vkf_shown_known(uint32_t index)
{
    return shows[index];
}
