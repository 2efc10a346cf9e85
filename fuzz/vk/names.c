/* Things by number, and the values that selectors choose. */
#include "names.h"

#include <stdio.h>
#include <string.h>

static void list_reset(struct vkf_list *list, const char *noun,
                       uint32_t (*find)(uint64_t), uint32_t none)
{
    list->count = 0;
    list->noun = noun;
    list->find = find;
    list->none = none;
}

/* An open handle, whatever it is a handle of. */
static uint32_t find_handle(uint64_t value)
{
    return vkf_held_find(value) < VKF_LIFE_MAX ? 0 : vkm_find_handle(value);
}

static uint32_t is_number(uint64_t value)
{
    return vkm_find_kmt(value) < VKM_PAYLOAD_MAX ||
           vkf_life_numbered(VKR_SEMAPHORE, value) < VKF_LIFE_MAX ||
           vkf_life_numbered(VKR_FENCE, value) < VKF_LIFE_MAX;
}

void vkf_names_reset(struct vkf_run *run)
{
    list_reset(&run->device, "device", vkm_find_device, VKM_DEVICE_MAX);
    list_reset(&run->memory, "memory", vkm_find_memory, VKM_MEMORY_MAX);
    list_reset(&run->handle, "handle", find_handle, VKM_HANDLE_MAX);
    list_reset(&run->resource, "resource", vkm_find_resource, VKM_RESOURCE_MAX);
    list_reset(&run->sync, "object", vkf_sync_find, VKF_LIFE_MAX);
    list_reset(&run->fd, "fd", vkf_fd_find, VKF_FD_MAX);
}

uint32_t vkf_is_live(const struct vkf_list *list, uint32_t index)
{
    const struct vkf_thing *thing = &list->thing[index];
    if (thing->kind == VKM_TYPE_KMT && list->find == find_handle)
        return is_number(thing->value);
    return list->find(thing->value) < list->none;
}

uint32_t vkf_last_live(const struct vkf_list *list)
{
    uint32_t i;
    for (i = list->count; i > 0; i--)
        if (vkf_is_live(list, i - 1u))
            return i - 1u;
    return VKF_THING_MAX;
}

/* The n-th living thing, counted round. */
static uint32_t nth_live(const struct vkf_list *list, uint32_t n)
{
    uint32_t i, live = 0;
    for (i = 0; i < list->count; i++)
        live += vkf_is_live(list, i);
    if (live == 0)
        return list->count > 0 ? n % list->count : VKF_THING_MAX;
    n %= live;
    for (i = 0; n > 0 || !vkf_is_live(list, i); i++)
        n -= vkf_is_live(list, i);
    return i;
}

uint32_t vkf_choose(const struct vkf_list *list, uint8_t selector,
                    uint32_t right, uint64_t *value)
{
    uint32_t index = VKF_THING_MAX;
    *value = 0;
    if (selector == '-')
        return index;
    *value = list == NULL ? 0 : 0x5EED00000010u;
    if (selector == '!')
        return index;
    if (selector == ' ')
        index = right;
    else if (selector >= '0' && selector <= '9' && list->count > 0)
        index = (uint32_t)(selector - '0') % list->count;
    else if (selector >= 'A' && selector <= 'Z' && list->count > 0)
        index = (uint32_t)(selector - 'A' + 10) % list->count;
    else if (selector == '+' && list->count > 0)
        index = list->count - 1u;
    else if (selector % 16u != 15u)
        index = nth_live(list, selector);
    else if (list->count > 0)
        index = selector / 16u % list->count;
    *value = 0;
    if (index >= list->count || index >= VKF_THING_MAX)
        return VKF_THING_MAX;
    *value = list->thing[index].value;
    if (selector == '+')
        *value += 4u;
    return index;
}

struct vkf_thing *vkf_add(struct vkf_list *list, uint64_t value)
{
    struct vkf_thing *thing = &list->thing[list->count++];
    memset(thing, 0, sizeof *thing);
    thing->value = value;
    return thing;
}

struct vkf_thing *vkf_thing_of(struct vkf_list *list, uint64_t value)
{
    uint32_t i;
    for (i = list->count; i > 0; i--)
        if (list->thing[i - 1u].value == value)
            return &list->thing[i - 1u];
    return NULL;
}

void vkf_name(const struct vkf_list *list, uint32_t index, uint8_t selector,
              char text[24])
{
    if (index < VKF_THING_MAX)
        snprintf(text, 24, "%s %u%s", list->noun, index,
                 selector == '+' ? " + 4" : "");
    else
        snprintf(text, 24, "%s", selector == '!' ? "garbage" : "NULL");
}
