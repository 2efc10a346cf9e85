#include "object.h"
#include "policy.h"

#include <stdlib.h>

#define SLOTS_PER_CHUNK 4096u
#define CHUNKS 4096u /* 16 million objects */

struct slot {
    struct vk_object *object; /* NULL when free */
    uint32_t generation;
    uint32_t next; /* free: the next one, or 0 */
};

static struct slot *chunks[CHUNKS];
static uint32_t fresh; /* slots 1 .. fresh have been used */
static uint32_t free_head, free_tail;

static struct slot *slot_at(uint32_t index)
{
    if (index == 0 || index > fresh)
        return NULL;
    return &chunks[index / SLOTS_PER_CHUNK][index % SLOTS_PER_CHUNK];
}

static uint32_t slot_take(void)
{
    uint32_t index = free_head;

    if (index != 0) {
        free_head = slot_at(index)->next;
        if (free_head == 0)
            free_tail = 0;
        return index;
    }
    index = fresh + 1;
    uint32_t chunk = index / SLOTS_PER_CHUNK;
    if (chunk >= CHUNKS)
        return 0;
    if (chunks[chunk] == NULL) {
        chunks[chunk] = vk_new(SLOTS_PER_CHUNK, sizeof(struct slot));
        if (chunks[chunk] == NULL)
            return 0;
    }
    return fresh = index;
}

uint64_t vk_object_insert(struct vk_object *object, enum vk_kind kind,
                          struct vk_device *device)
{
    uint32_t index = slot_take();

    if (index == 0)
        return 0;
    struct slot *slot = slot_at(index);
    slot->object = object;
    object->kind = kind;
    object->device = device;
    object->id =
        (uint64_t)kind << 56 | (uint64_t)slot->generation << 24 | index;
    return object->id;
}

struct vk_object *vk_object_any(uint64_t id)
{
    const struct slot *slot = slot_at((uint32_t)(id & 0xFFFFFFu));

    if (slot == NULL || slot->object == NULL || slot->object->id != id)
        return NULL;
    return slot->object;
}

void *vk_object_find(uint64_t id, enum vk_kind kind)
{
    struct vk_object *object = vk_object_any(id);

    return object != NULL && object->kind == kind ? object : NULL;
}

void vk_object_delete(struct vk_object *object)
{
    uint32_t index = (uint32_t)(object->id & 0xFFFFFFu);
    struct slot *slot = slot_at(index);

    slot->object = NULL;
    slot->generation++;
    slot->next = 0;
    if (free_tail != 0)
        slot_at(free_tail)->next = index;
    else
        free_head = index;
    free_tail = index;
    free(object);
}

struct vk_object *vk_object_next(const struct vk_device *device,
                                 uint32_t *cursor)
{
    while (*cursor < fresh) {
        struct vk_object *object = slot_at(++*cursor)->object;
        if (object != NULL && object->device == device)
            return object;
    }
    return NULL;
}

void vk_object_forget_all(void)
{
    for (uint32_t i = 1; i <= fresh; i++) {
        struct slot *slot = slot_at(i);
        if (slot->object == NULL)
            continue;
        slot->object = NULL;
        slot->generation++;
    }
}

VkObjectType vk_object_type(enum vk_kind kind)
{
    static const VkObjectType types[VK_KIND_COUNT] = {
        [VK_KIND_MEMORY] = VK_OBJECT_TYPE_DEVICE_MEMORY,
        [VK_KIND_BUFFER] = VK_OBJECT_TYPE_BUFFER,
        [VK_KIND_IMAGE] = VK_OBJECT_TYPE_IMAGE,
        [VK_KIND_BUFFER_VIEW] = VK_OBJECT_TYPE_BUFFER_VIEW,
        [VK_KIND_IMAGE_VIEW] = VK_OBJECT_TYPE_IMAGE_VIEW,
        [VK_KIND_FENCE] = VK_OBJECT_TYPE_FENCE,
        [VK_KIND_SEMAPHORE] = VK_OBJECT_TYPE_SEMAPHORE,
        [VK_KIND_EVENT] = VK_OBJECT_TYPE_EVENT,
        [VK_KIND_COMMAND_POOL] = VK_OBJECT_TYPE_COMMAND_POOL,
        [VK_KIND_MESSENGER] = VK_OBJECT_TYPE_DEBUG_UTILS_MESSENGER_EXT,
    };
    return types[kind];
}

const char *vk_object_kind_name(enum vk_kind kind)
{
    static const char *const names[VK_KIND_COUNT] = {
        "nothing",
        "VkDeviceMemory",
        "VkBuffer",
        "VkImage",
        "VkBufferView",
        "VkImageView",
        "VkFence",
        "VkSemaphore",
        "VkEvent",
        "VkCommandPool",
        "VkDebugUtilsMessengerEXT",
    };
    return names[kind];
}
