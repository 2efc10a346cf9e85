/* Freeing, mapping and flushing memory.
 *
 * The host's view and the device's are the same bytes, so flushes have
 * nothing to do but to check their ranges.
 */
#include "memory.h"
#include "submit.h"

VKAPI_ATTR void VKAPI_CALL
icd_vkFreeMemory(VkDevice handle, VkDeviceMemory memory,
                 const VkAllocationCallbacks *allocator)
{
    struct vk_call call;
    uint64_t id = VK_ID(memory);

    (void)allocator;
    if (!vk_call_begin(&call, ENTRY_vkFreeMemory)) {
        (void)vk_call_end(&call);
        return;
    }
    struct vk_memory *found = vk_object_find(id, VK_KIND_MEMORY);
    const struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkFreeMemory_device_parameter);
    CHECK(&call, vkFreeMemory_memory_parameter, found != NULL || id == 0, id);
    if (found != NULL)
        CHECK(&call, vkFreeMemory_memory_parent,
              device == NULL || found->object.device == device, id);
    if (device != NULL)
        CHECK(&call, vkFreeMemory_memory_00677,
              !vk_queue_uses(&device->queue, id), id);
    if (vk_call_ok(&call) && found != NULL)
        vk_memory_destroy(found); /* and thereby unmapped */
    (void)vk_call_end(&call);
}

/* The one flag there is, later than the headers at hand: no flag for
 * 1.3.239. */
#define PLACED 1u

static void check_map(struct vk_call *call, const struct vk_memory *memory,
                      VkDeviceSize offset, VkDeviceSize size)
{
    uint64_t id = memory->object.id;
    VkMemoryPropertyFlags flags =
        vk_memory_properties.memoryTypes[memory->type].propertyFlags;

    CHECK(call, vkMapMemory_memory_00678, !memory->mapped, id);
    CHECK(call, vkMapMemory_offset_00679, offset < memory->size, id);
    CHECK(call, vkMapMemory_size_00680, size > 0, id);
    CHECK(call, vkMapMemory_size_00681,
          size == VK_WHOLE_SIZE || offset >= memory->size ||
              size <= memory->size - offset,
          id);
    CHECK(call, vkMapMemory_memory_00682,
          (flags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0, id);
    CHECK(call, HLOCAL_vkMapMemory_payload_dead, vk_memory_alive(memory), id);
}

VKAPI_ATTR VkResult VKAPI_CALL
icd_vkMapMemory(VkDevice handle, VkDeviceMemory memory, VkDeviceSize offset,
                VkDeviceSize size, VkMemoryMapFlags flags, void **data)
{
    struct vk_call call;
    uint64_t id = VK_ID(memory);

    if (data != NULL)
        *data = NULL;
    if (!vk_call_begin(&call, ENTRY_vkMapMemory))
        return vk_call_end(&call);
    const struct vk_device *device =
        vk_call_device(&call, handle, VUID_vkMapMemory_device_parameter);
    struct vk_memory *found = vk_object_find(id, VK_KIND_MEMORY);
    CHECK(&call, vkMapMemory_memory_parameter, found != NULL, id);
    CHECK(&call, vkMapMemory_ppData_parameter, data != NULL, id);
    CHECK(&call, vkMapMemory_flags_zerobitmask, (flags & ~PLACED) == 0, id);
    CHECK(&call, vkMapMemory_flags_09568, (flags & PLACED) == 0, id);
    if (found != NULL) {
        CHECK(&call, vkMapMemory_memory_parent,
              device == NULL || found->object.device == device, id);
        check_map(&call, found, offset, size);
    }
    if (vk_call_ok(&call)) {
        unsigned char *bytes = vk_memory_bytes(found);
        if (bytes == NULL) {
            vk_call_fail(&call, VK_ERROR_MEMORY_MAP_FAILED);
        } else {
            found->mapped = true;
            found->map_offset = offset;
            found->map_size =
                size == VK_WHOLE_SIZE ? found->size - offset : size;
            *data = bytes + offset;
        }
    }
    return vk_call_end(&call);
}

VKAPI_ATTR void VKAPI_CALL icd_vkUnmapMemory(VkDevice handle,
                                             VkDeviceMemory memory)
{
    struct vk_call call;
    uint64_t id = VK_ID(memory);

    if (vk_call_begin(&call, ENTRY_vkUnmapMemory)) {
        struct vk_memory *found = vk_object_find(id, VK_KIND_MEMORY);
        const struct vk_device *device =
            vk_call_device(&call, handle, VUID_vkUnmapMemory_device_parameter);
        CHECK(&call, vkUnmapMemory_memory_parameter, found != NULL, id);
        if (found != NULL) {
            CHECK(&call, vkUnmapMemory_memory_parent,
                  device == NULL || found->object.device == device, id);
            CHECK(&call, vkUnmapMemory_memory_00689, found->mapped, id);
        }
        if (vk_call_ok(&call))
            found->mapped = false; /* the pages stay for the next map */
    }
    (void)vk_call_end(&call);
}

static void check_range(struct vk_call *call, const VkMappedMemoryRange *range)
{
    uint64_t id = VK_ID(range->memory);
    const struct vk_memory *memory = vk_object_find(id, VK_KIND_MEMORY);

    if (range->sType != VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE) {
        vk_call_violate(call, VUID_VkMappedMemoryRange_sType_sType, 0);
        return; /* it may be anything: nothing in it is read */
    }
    CHECK(call, VkMappedMemoryRange_pNext_pNext, range->pNext == NULL, id);
    CHECK(call, VkMappedMemoryRange_memory_parameter, memory != NULL, id);
    if (memory == NULL)
        return;
    CHECK(call, VkMappedMemoryRange_memory_00684, memory->mapped, id);
    CHECK(call, VkMappedMemoryRange_offset_00687,
          range->offset % VK_ATOM_BYTES == 0, id);
    if (!memory->mapped)
        return;
    VkDeviceSize begin = memory->map_offset;
    VkDeviceSize end = begin + memory->map_size;
    bool inside = range->offset >= begin && range->offset <= end;
    if (range->size == VK_WHOLE_SIZE) {
        CHECK(call, VkMappedMemoryRange_size_00686, inside, id);
        CHECK(call, VkMappedMemoryRange_size_01389,
              end % VK_ATOM_BYTES == 0 || end == memory->size, id);
        return;
    }
    CHECK(call, VkMappedMemoryRange_size_00685,
          inside && range->size <= end - range->offset, id);
    CHECK(call, VkMappedMemoryRange_size_01390,
          range->size % VK_ATOM_BYTES == 0 ||
              range->offset + range->size == memory->size,
          id);
}

/* The numbers of the rules, for flushing or for invalidating. */
struct range_rules {
    enum vk_entry entry;
    enum vuid device, ranges, count;
};

static VkResult ranges_check(const struct range_rules *rules, VkDevice handle,
                             uint32_t count, const VkMappedMemoryRange *ranges)
{
    struct vk_call call;

    if (vk_call_begin(&call, rules->entry)) {
        (void)vk_call_device(&call, handle, rules->device);
        RULE(&call, rules->count, count > 0, VK_ID(handle));
        RULE(&call, rules->ranges, ranges != NULL || count == 0, VK_ID(handle));
        for (uint32_t i = 0; ranges != NULL && i < count; i++)
            check_range(&call, &ranges[i]);
    }
    return vk_call_end(&call);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkFlushMappedMemoryRanges(
    VkDevice device, uint32_t count, const VkMappedMemoryRange *ranges)
{
    static const struct range_rules rules = {
        .entry = ENTRY_vkFlushMappedMemoryRanges,
        .device = VUID_vkFlushMappedMemoryRanges_device_parameter,
        .ranges = VUID_vkFlushMappedMemoryRanges_pMemoryRanges_parameter,
        .count = VUID_vkFlushMappedMemoryRanges_memoryRangeCount_arraylength,
    };

    return ranges_check(&rules, device, count, ranges);
}

VKAPI_ATTR VkResult VKAPI_CALL icd_vkInvalidateMappedMemoryRanges(
    VkDevice device, uint32_t count, const VkMappedMemoryRange *ranges)
{
    static const struct range_rules rules = {
        .entry = ENTRY_vkInvalidateMappedMemoryRanges,
        .device = VUID_vkInvalidateMappedMemoryRanges_device_parameter,
        .ranges = VUID_vkInvalidateMappedMemoryRanges_pMemoryRanges_parameter,
        .count =
            VUID_vkInvalidateMappedMemoryRanges_memoryRangeCount_arraylength,
    };

    return ranges_check(&rules, device, count, ranges);
}

VKAPI_ATTR void VKAPI_CALL icd_vkGetDeviceMemoryCommitment(
    VkDevice device, VkDeviceMemory memory, VkDeviceSize *bytes)
{
    (void)device;
    vk_lock();
    const struct vk_memory *found =
        vk_object_find(VK_ID(memory), VK_KIND_MEMORY);
    *bytes = found == NULL ? 0 : found->size;
    vk_unlock();
}
