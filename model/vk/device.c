/* Devices come and go. */
#include "vk/device.h"

int32_t vkm_create_device(uint64_t id, uint32_t at, uint32_t slot, uint32_t gpu,
                          uint32_t fault_armed, int32_t fault)
{
    if (fault != 0) {
        if (fault_armed == 1 &&
            (fault == VKM_OUT_OF_HOST_MEMORY ||
             fault == VKM_OUT_OF_DEVICE_MEMORY ||
             fault == VKM_TOO_MANY_OBJECTS || fault == VKM_UNKNOWN))
            return fault;
        return VKM_ILLEGAL_CHOICE;
    }
    if (id == 0 || at != VKM_DEVICE_MAX)
        return VKM_ILLEGAL_CHOICE;
    if (slot >= VKM_DEVICE_MAX)
        return VKM_FULL;
    vkm_device[slot].id = id;
    vkm_device[slot].gpu = gpu;
    vkm_device[slot].live = 1;
    return VKM_OK;
}

uint32_t vkm_has_children(uint32_t d)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant none:  \forall integer k; 0 <= k < i ==>
          vkm_memory[k].live != 1 || vkm_memory[k].device != d;
        loop assigns i;
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].device == d)
            return 1;
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant none:  \forall integer k; 0 <= k < i ==>
          vkm_resource[k].live != 1 || vkm_resource[k].device != d;
        loop assigns i;
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        if (vkm_resource[i].live == 1 && vkm_resource[i].device == d)
            return 1;
    return 0;
}

/* Free every memory object of device `d`. */
/*@ requires  inv:     vkm_inv;
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   mine:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].device) == d ==>
                       vkm_memory[i].live == 0;
    ensures   theirs:  \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       \old(vkm_memory[i].device) != d ==>
                       vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
    ensures   none:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_memory[i].live == 1 ==> vkm_memory[i].device != d;
    ensures   label:   \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
                       vkm_kept_label{Pre,Post}(p)
                       && (vkm_payload[p].live == 1 ==>
                           \old(vkm_payload[p].live) == 1);
*/
static void drop_memories(uint32_t d)
{
    uint32_t i;
    /*@ loop invariant index:  0 <= i <= VKM_MEMORY_MAX;
        loop invariant inv:    vkm_inv;
        loop invariant device: \forall integer k; 0 <= k < VKM_MEMORY_MAX ==>
          vkm_memory[k].device == \at(vkm_memory[k].device,Pre);
        loop invariant mine:   \forall integer k; 0 <= k < i ==>
          vkm_memory[k].device == d ==> vkm_memory[k].live == 0;
        loop invariant theirs: \forall integer k; 0 <= k < VKM_MEMORY_MAX ==>
          vkm_memory[k].device != d ==>
          vkm_left(\at(vkm_memory[k],Pre), vkm_memory[k]);
        loop invariant label:  \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
          vkm_kept_label{Pre,Here}(p)
          && (vkm_payload[p].live == 1 ==> \at(vkm_payload[p].live,Pre) == 1);
        loop assigns i, vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
          vkm_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].device == d)
            vkm_drop_memory(i);
}

/* Destroy every buffer and image of device `d`, which has no memory. */
/*@ requires  inv:     vkm_inv;
    requires  none:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_memory[i].live == 1 ==> vkm_memory[i].device != d;
    terminates         \true;
    exits              \false;
    assigns            vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   mine:    \forall integer i; 0 <= i < VKM_RESOURCE_MAX ==>
                       vkm_resource[i].live == 1 ==>
                       vkm_resource[i].device != d;
    ensures   parts:   \forall integer i; 0 <= i < VKM_RESOURCE_MAX ==>
                       vkm_resource[i] == (\old(vkm_resource[i].device) == d
                         ? { \old(vkm_resource[i]) \with .live = (uint32_t)0 }
                         : \old(vkm_resource[i]));
*/
static void drop_resources(uint32_t d)
{
    uint32_t i;
    /*@ loop invariant index:  0 <= i <= VKM_RESOURCE_MAX;
        loop invariant inv:    vkm_inv;
        loop invariant mine:   \forall integer k; 0 <= k < i ==>
          vkm_resource[k].live == 1 ==> vkm_resource[k].device != d;
        loop invariant device: \forall integer k; 0 <= k < VKM_RESOURCE_MAX ==>
          vkm_resource[k].device == \at(vkm_resource[k].device,Pre);
        loop invariant parts:  \forall integer k; 0 <= k < i ==>
          vkm_resource[k] == (\at(vkm_resource[k].device,Pre) == d
            ? { \at(vkm_resource[k],Pre) \with .live = (uint32_t)0 }
            : \at(vkm_resource[k],Pre));
        loop invariant rest:   \forall integer k; i <= k < VKM_RESOURCE_MAX ==>
          vkm_resource[k] == \at(vkm_resource[k],Pre);
        loop assigns i, vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        if (vkm_resource[i].live == 1 && vkm_resource[i].device == d)
            vkm_resource[i].live = 0;
}

/* Take device `d` away, which has nothing any more. */
/*@ requires  inv:     vkm_inv;
    requires  device:  d < VKM_DEVICE_MAX;
    requires  none:    !vkm_child_memory(d) && !vkm_child_resource(d);
    terminates         \true;
    exits              \false;
    assigns            vkm_device[d].live;
    ensures   inv:     vkm_inv;
    ensures   dead:    vkm_device[d].live == 0;
*/
static void drop_device(uint32_t d)
{
    vkm_device[d].live = 0;
}

void vkm_destroy_device(uint32_t d)
{
    vkm_clear_reports();
    if (d >= VKM_DEVICE_MAX)
        return;
    vkm_bad[REQ_VK_DESTROY_00378] = vkm_has_children(d);
    drop_memories(d);
    drop_resources(d);
    drop_device(d);
}
