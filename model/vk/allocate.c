/* vkAllocateMemory. */
#include "vk/allocate.h"

uint64_t vkm_out_memory;

void vkm_make_memory(struct vkm_alloc a, uint32_t p, uint32_t origin)
{
    uint32_t types = a.has_export == 1 ? a.exports : 0;
    vkm_memory[a.slot].id = a.id;
    vkm_memory[a.slot].size = a.size;
    vkm_memory[a.slot].live = 1;
    vkm_memory[a.slot].device = a.device;
    vkm_memory[a.slot].payload = p;
    vkm_memory[a.slot].origin = origin;
    vkm_memory[a.slot].type = a.type;
    vkm_memory[a.slot].can_fd = types % 2u;
    vkm_memory[a.slot].can_nt = (types / 2u) % 2u;
    vkm_memory[a.slot].can_kmt = (types / 4u) % 2u;
    vkm_memory[a.slot].done_nt = 0;
    vkm_memory[a.slot].mapped = 0;
    vkm_memory[a.slot].inherit =
        a.has_win32 == 1 && (types / 2u) % 2u == 1 ? a.inherit : 0;
    vkm_memory[a.slot].dedicated = VKM_PLAIN;
    vkm_memory[a.slot].resource = VKM_RESOURCE_MAX;
    if (a.has_image == 1) {
        vkm_memory[a.slot].dedicated = VKM_IMAGE;
        vkm_memory[a.slot].resource = a.image;
    } else if (a.has_buffer == 1) {
        vkm_memory[a.slot].dedicated = VKM_BUFFER;
        vkm_memory[a.slot].resource = a.buffer;
    }
}

/* The new payload. Its keeper is the memory object that will have it, which
 * is all that is missing. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    requires  valid:   !vkm_alloc_vf(a) && a.room < VKM_PAYLOAD_MAX
                       && a.slot < VKM_MEMORY_MAX && !vkm_alloc_imports(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[a.room];
    ensures   inv:     vkm_inv_but(a.room);
    ensures   born:    vkm_alloc_born(vkm_payload[a.room], a);
    ensures   keeper:  vkm_payload[a.room].keeper == a.slot;
*/
static void bear_payload(struct vkm_alloc a)
{
    uint32_t named =
        a.has_export == 1 && a.has_win32 == 1 && (a.exports / 2u) % 2u == 1;
    vkm_payload[a.room].live = 1;
    vkm_payload[a.room].size = a.size;
    vkm_payload[a.room].type = a.type;
    vkm_payload[a.room].gpu = vkm_device[a.device].gpu;
    vkm_payload[a.room].kmt = 0;
    vkm_payload[a.room].name = named == 1 ? a.name : 0;
    vkm_payload[a.room].keeper = a.slot;
    vkm_payload[a.room].dedicated = VKM_PLAIN;
    vkm_payload[a.room].shape = 0;
    if (a.has_image == 1) {
        vkm_payload[a.room].dedicated = VKM_IMAGE;
        vkm_payload[a.room].shape = vkm_resource[a.image].shape;
    } else if (a.has_buffer == 1) {
        vkm_payload[a.room].dedicated = VKM_BUFFER;
        vkm_payload[a.room].shape = vkm_resource[a.buffer].shape;
    }
}

void vkm_make_original(struct vkm_alloc a)
{
    bear_payload(a);
    vkm_make_memory(a, a.room, VKM_ORIGINAL);
}

/* 1 when the call may fail with this result although nothing is wrong. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_fault_allowed(a);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t fault_allowed(struct vkm_alloc a)
{
    return a.fault_armed == 1 &&
           (a.fault == VKM_OUT_OF_HOST_MEMORY ||
            a.fault == VKM_OUT_OF_DEVICE_MEMORY ||
            a.fault == VKM_TOO_MANY_OBJECTS || a.fault == VKM_UNKNOWN);
}

int32_t vkm_allocate(struct vkm_alloc a)
{
    int32_t answer = vkm_check_alloc(a);
    uint32_t import = a.has_import == 1 && a.import_type != 0;
    vkm_out_memory = 0;
    if (a.fault != VKM_OK)
        return fault_allowed(a) == 1 ? a.fault : VKM_ILLEGAL_CHOICE;
    if (answer != VKM_OK)
        return answer;
    if (a.id == 0 || a.at != VKM_MEMORY_MAX)
        return VKM_ILLEGAL_CHOICE;
    if (a.slot >= VKM_MEMORY_MAX || (import == 0 && a.room >= VKM_PAYLOAD_MAX))
        return VKM_FULL;
    if (import == 0)
        vkm_make_original(a);
    else
        vkm_make_memory(a, a.source,
                        a.import_type == VKM_TYPE_KMT ? VKM_FROM_KMT
                                                      : VKM_FROM_NT);
    vkm_out_memory = a.id;
    return VKM_OK;
}
