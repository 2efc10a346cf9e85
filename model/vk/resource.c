/* Buffers and images come and go. */
#include "vk/resource.h"

uint64_t vkm_out_resource;

/* The new resource in its slot. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_create_resolves(r);
    requires  valid:   r.device < VKM_DEVICE_MAX && vkm_create_new(r)
                       && r.slot < VKM_RESOURCE_MAX;
    terminates         \true;
    exits              \false;
    assigns            vkm_resource[r.slot];
    ensures   inv:     vkm_inv;
    ensures   born:    vkm_resource[r.slot].live == 1
                       && vkm_resource[r.slot].id == r.id
                       && vkm_resource[r.slot].device == r.device
                       && vkm_resource[r.slot].kind == r.kind
                       && vkm_resource[r.slot].shape == r.shape
                       && vkm_resource[r.slot].required == r.required
                       && vkm_resource[r.slot].align == r.align
                       && vkm_resource[r.slot].bound == 0
                       && vkm_resource[r.slot].ext_fd == r.types % 2
                       && vkm_resource[r.slot].ext_nt == (r.types / 2) % 2
                       && vkm_resource[r.slot].ext_kmt == (r.types / 4) % 2;
*/
static void bear_resource(struct vkm_create r)
{
    vkm_resource[r.slot].id = r.id;
    vkm_resource[r.slot].shape = r.shape;
    vkm_resource[r.slot].required = r.required;
    vkm_resource[r.slot].align = r.align;
    vkm_resource[r.slot].live = 1;
    vkm_resource[r.slot].device = r.device;
    vkm_resource[r.slot].kind = r.kind;
    vkm_resource[r.slot].bound = 0;
    vkm_resource[r.slot].ext_fd = r.types % 2u;
    vkm_resource[r.slot].ext_nt = (r.types / 2u) % 2u;
    vkm_resource[r.slot].ext_kmt = (r.types / 4u) % 2u;
}

int32_t vkm_create_resource(struct vkm_create r)
{
    int32_t call, types;
    vkm_clear_reports();
    call = vkm_check_create_call(r);
    types = vkm_check_create_types(r);
    vkm_out_resource = 0;
    if (r.fault != VKM_OK) {
        if (r.fault_armed == 1 &&
            (r.fault == VKM_OUT_OF_HOST_MEMORY ||
             r.fault == VKM_OUT_OF_DEVICE_MEMORY || r.fault == VKM_UNKNOWN))
            return r.fault;
        return VKM_ILLEGAL_CHOICE;
    }
    if (call != VKM_OK || types != VKM_OK)
        return VKM_VALIDATION_FAILED;
    if (r.id == 0 || r.at != VKM_RESOURCE_MAX || r.align == 0)
        return VKM_ILLEGAL_CHOICE;
    if (r.slot >= VKM_RESOURCE_MAX)
        return VKM_FULL;
    bear_resource(r);
    vkm_out_resource = r.id;
    return VKM_OK;
}

void vkm_destroy_resource(uint32_t r)
{
    uint32_t i;
    /*@ loop invariant index:  0 <= i <= VKM_MEMORY_MAX;
        loop invariant inv:    vkm_inv;
        loop invariant none:   \forall integer k; 0 <= k < i ==>
          vkm_memory[k].live == 1 ==> vkm_memory[k].resource != r;
        loop invariant cut:    \forall integer k; 0 <= k < i ==>
          \at(vkm_memory[k].live,Pre) == 1 ==>
          \at(vkm_memory[k].resource,Pre) == r ==>
          vkm_memory[k].resource == VKM_RESOURCE_MAX;
        loop invariant whole:  \forall integer k; 0 <= k < VKM_MEMORY_MAX ==>
          vkm_memory[k] == { \at(vkm_memory[k],Pre) \with
            .resource = vkm_memory[k].resource };
        loop invariant rest:   \forall integer k; i <= k < VKM_MEMORY_MAX ==>
          vkm_memory[k] == \at(vkm_memory[k],Pre);
        loop invariant others: \forall integer k; 0 <= k < VKM_MEMORY_MAX ==>
          \at(vkm_memory[k].live,Pre) != 1
          || \at(vkm_memory[k].resource,Pre) != r ==>
          vkm_memory[k] == \at(vkm_memory[k],Pre);
        loop assigns i, vkm_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].resource == r)
            vkm_memory[i].resource = VKM_RESOURCE_MAX;
    vkm_resource[r].live = 0;
}
