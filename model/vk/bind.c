/* vkBindBufferMemory, vkBindImageMemory. */
#include "vk/bind.h"

/* 1 when resource or memory belong to another device. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_bind_other(b);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t other(struct vkm_bind b)
{
    if (b.device >= VKM_DEVICE_MAX)
        return 0;
    if (b.resource < VKM_RESOURCE_MAX &&
        vkm_resource[b.resource].device != b.device)
        return 1;
    return b.memory < VKM_MEMORY_MAX && vkm_memory[b.memory].device != b.device;
}

/* 1 when the resource ends outside the memory. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_bind_long(b);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t too_long(struct vkm_bind b)
{
    uint64_t size;
    if (b.resource >= VKM_RESOURCE_MAX || b.memory >= VKM_MEMORY_MAX)
        return 0;
    size = vkm_memory[b.memory].size;
    return b.offset < size &&
           vkm_resource[b.resource].required > size - b.offset;
}

/* 1 when the memory is dedicated to something else. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_bind_misses(b);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t misses(struct vkm_bind b)
{
    if (b.resource >= VKM_RESOURCE_MAX || b.memory >= VKM_MEMORY_MAX)
        return 0;
    return vkm_memory[b.memory].dedicated == b.kind &&
           (vkm_memory[b.memory].resource != b.resource || b.offset != 0);
}

/* 1 when exportable memory and resource have no type in common. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_bind_unshared(b);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t unshared(struct vkm_bind b)
{
    struct vkm_memory m;
    struct vkm_resource r;
    if (b.resource >= VKM_RESOURCE_MAX || b.memory >= VKM_MEMORY_MAX)
        return 0;
    m = vkm_memory[b.memory];
    r = vkm_resource[b.resource];
    if (m.can_fd == 0 && m.can_nt == 0 && m.can_kmt == 0)
        return 0;
    if ((m.can_fd == 1 && r.ext_fd == 1) || (m.can_nt == 1 && r.ext_nt == 1))
        return 0;
    return m.can_kmt != 1 || r.ext_kmt != 1;
}

/* 1 when the resource was not made for how the memory came. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_bind_foreign(b);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t foreign(struct vkm_bind b)
{
    if (b.resource >= VKM_RESOURCE_MAX || b.memory >= VKM_MEMORY_MAX)
        return 0;
    if (vkm_memory[b.memory].origin == VKM_FROM_NT)
        return vkm_resource[b.resource].ext_nt != 1;
    if (vkm_memory[b.memory].origin == VKM_FROM_KMT)
        return vkm_resource[b.resource].ext_kmt != 1;
    return 0;
}

int32_t vkm_check_bind_call(struct vkm_bind b)
{
    uint32_t device = b.device >= VKM_DEVICE_MAX;
    uint32_t resource = b.resource >= VKM_RESOURCE_MAX;
    uint32_t memory = b.memory >= VKM_MEMORY_MAX;
    uint32_t parent = other(b);
    uint32_t dead = b.memory < VKM_MEMORY_MAX &&
                    vkm_memory[b.memory].payload >= VKM_PAYLOAD_MAX;
    vkm_bad[REQ_VK_BINDBUF_DEVICE] = b.kind == VKM_BUFFER && device == 1;
    vkm_bad[REQ_VK_BINDIMG_DEVICE] = b.kind == VKM_IMAGE && device == 1;
    vkm_bad[REQ_VK_BINDBUF_RESOURCE] = b.kind == VKM_BUFFER && resource == 1;
    vkm_bad[REQ_VK_BINDIMG_RESOURCE] = b.kind == VKM_IMAGE && resource == 1;
    vkm_bad[REQ_VK_BINDBUF_MEMORY] = b.kind == VKM_BUFFER && memory == 1;
    vkm_bad[REQ_VK_BINDIMG_MEMORY] = b.kind == VKM_IMAGE && memory == 1;
    vkm_bad[REQ_VK_BINDBUF_PARENT] = b.kind == VKM_BUFFER && parent == 1;
    vkm_bad[REQ_VK_BINDIMG_PARENT] = b.kind == VKM_IMAGE && parent == 1;
    vkm_bad[REQ_VK_BINDBUF_DEAD] = b.kind == VKM_BUFFER && dead == 1;
    vkm_bad[REQ_VK_BINDIMG_DEAD] = b.kind == VKM_IMAGE && dead == 1;
    if (device == 1 || resource == 1 || memory == 1 || parent == 1 || dead == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_bind_fit(struct vkm_bind b)
{
    uint32_t twice =
        b.resource < VKM_RESOURCE_MAX && vkm_resource[b.resource].bound == 1;
    uint32_t outside =
        b.memory < VKM_MEMORY_MAX && b.offset >= vkm_memory[b.memory].size;
    uint32_t askew = b.resource < VKM_RESOURCE_MAX &&
                     b.offset % vkm_resource[b.resource].align != 0;
    uint32_t ends = too_long(b);
    vkm_bad[REQ_VK_BINDBUF_07459] = b.kind == VKM_BUFFER && twice == 1;
    vkm_bad[REQ_VK_BINDIMG_07460] = b.kind == VKM_IMAGE && twice == 1;
    vkm_bad[REQ_VK_BINDBUF_01031] = b.kind == VKM_BUFFER && outside == 1;
    vkm_bad[REQ_VK_BINDIMG_01046] = b.kind == VKM_IMAGE && outside == 1;
    vkm_bad[REQ_VK_BINDBUF_01036] = b.kind == VKM_BUFFER && askew == 1;
    vkm_bad[REQ_VK_BINDIMG_01048] = b.kind == VKM_IMAGE && askew == 1;
    vkm_bad[REQ_VK_BINDBUF_01037] = b.kind == VKM_BUFFER && ends == 1;
    vkm_bad[REQ_VK_BINDIMG_01049] = b.kind == VKM_IMAGE && ends == 1;
    if (twice == 1 || outside == 1 || askew == 1 || ends == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_bind_type(struct vkm_bind b)
{
    uint32_t elsewhere = misses(b);
    uint32_t alone = unshared(b);
    uint32_t differs = foreign(b);
    vkm_bad[REQ_VK_BINDBUF_01508] = b.kind == VKM_BUFFER && elsewhere == 1;
    vkm_bad[REQ_VK_BINDIMG_02628] = b.kind == VKM_IMAGE && elsewhere == 1;
    vkm_bad[REQ_VK_BINDBUF_02726] = b.kind == VKM_BUFFER && alone == 1;
    vkm_bad[REQ_VK_BINDIMG_02728] = b.kind == VKM_IMAGE && alone == 1;
    vkm_bad[REQ_VK_BINDBUF_02985] = b.kind == VKM_BUFFER && differs == 1;
    vkm_bad[REQ_VK_BINDIMG_02989] = b.kind == VKM_IMAGE && differs == 1;
    if (elsewhere == 1 || alone == 1 || differs == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_bind(struct vkm_bind b)
{
    int32_t call, fit, type;
    vkm_clear_reports();
    call = vkm_check_bind_call(b);
    fit = vkm_check_bind_fit(b);
    type = vkm_check_bind_type(b);
    if (b.fault != VKM_OK) {
        if (b.fault_armed == 1 &&
            (b.fault == VKM_OUT_OF_HOST_MEMORY ||
             b.fault == VKM_OUT_OF_DEVICE_MEMORY || b.fault == VKM_UNKNOWN))
            return b.fault;
        return VKM_ILLEGAL_CHOICE;
    }
    if (call != VKM_OK || fit != VKM_OK || type != VKM_OK)
        return VKM_VALIDATION_FAILED;
    vkm_resource[b.resource].bound = 1;
    return VKM_OK;
}
