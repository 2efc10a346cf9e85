/* Payloads: who owns one, and what happens when nobody does. */
#include "vk/payload.h"

uint32_t vkm_find_owner(uint32_t p)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant none:  \forall integer k; 0 <= k < i ==>
                                !vkm_memory_owns(vkm_memory[k], p);
        loop assigns i;
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].origin != VKM_FROM_KMT &&
            vkm_memory[i].payload == p)
            return i;
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant none:  \forall integer k; 0 <= k < i ==>
                                !vkm_handle_owns(vkm_handle[k], p);
        loop assigns i;
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        if (vkm_handle[i].open == 1 && vkm_handle[i].payload == p)
            return VKM_MEMORY_MAX + i;
    return VKM_OWNER_MAX;
}

/* The memory objects that came by a KMT handle outlive what they alias; from
 * here on they know it. */
/*@ requires range:    p < VKM_PAYLOAD_MAX;
    terminates         \true;
    exits              \false;
    assigns            vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   cut:     \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         vkm_cut(\old(vkm_memory[i]), vkm_memory[i]);
    ensures   dead:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) == 1 ==>
                         \old(vkm_memory[i].payload) == p ==>
                         vkm_memory[i].payload == VKM_PAYLOAD_MAX;
    ensures   frame:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) != 1
                         || \old(vkm_memory[i].payload) != p ==>
                         vkm_memory[i] == \old(vkm_memory[i]);
*/
static void cut_memories(uint32_t p)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant cut:   \forall integer k; 0 <= k < VKM_MEMORY_MAX ==>
                                vkm_cut(\at(vkm_memory[k],Pre), vkm_memory[k]);
        loop invariant dead:  \forall integer k; 0 <= k < i ==>
                                \at(vkm_memory[k].live,Pre) == 1 ==>
                                \at(vkm_memory[k].payload,Pre) == p ==>
                                vkm_memory[k].payload == VKM_PAYLOAD_MAX;
        loop invariant rest:  \forall integer k; i <= k < VKM_MEMORY_MAX ==>
                                vkm_memory[k] == \at(vkm_memory[k],Pre);
        loop invariant frame: \forall integer k; 0 <= k < i ==>
                                \at(vkm_memory[k].live,Pre) != 1
                                || \at(vkm_memory[k].payload,Pre) != p ==>
                                vkm_memory[k] == \at(vkm_memory[k],Pre);
        loop assigns i, vkm_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].payload == p)
            vkm_memory[i].payload = VKM_PAYLOAD_MAX;
}

void vkm_die(uint32_t p)
{
    cut_memories(p);
    vkm_payload[p].live = 0;
}

void vkm_settle(uint32_t p)
{
    uint32_t o = vkm_find_owner(p);
    if (o < VKM_OWNER_MAX)
        vkm_payload[p].keeper = o;
    else
        vkm_die(p);
}
