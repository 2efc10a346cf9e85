/* The inner steps of a payload's life, shared by the calls that end an
 * owner: vkFreeMemory, CloseHandle, vkDestroyDevice.
 */
#ifndef HLOCAL_SPECS_VK_PAYLOAD_H
#define HLOCAL_SPECS_VK_PAYLOAD_H

#include "vk/state.h"

/* A strong owner of payload `p`, or VKM_OWNER_MAX when it has none. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   range:   0 <= \result <= VKM_OWNER_MAX;
    ensures   owner:   \result < VKM_OWNER_MAX ==> vkm_owns(\result, p);

    behavior found:
      assumes          vkm_owned(p);
      ensures   found: \result < VKM_OWNER_MAX;

    behavior absent:
      assumes          !vkm_owned(p);
      ensures   none:  \result == VKM_OWNER_MAX;

    complete behaviors;
    disjoint behaviors;
*/
uint32_t vkm_find_owner(uint32_t p);

/* End payload `p`, which nobody owns. Its number and its name resolve no
 * more; memory objects that came by its number lose it. */
/*@ requires  inv:     vkm_inv_but(p);
    requires  live:    p < VKM_PAYLOAD_MAX && vkm_payload[p].live == 1;
    requires  alone:   !vkm_owned(p);
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[p].live,
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   dead:    vkm_payload[p].live == 0;
    ensures   cut:     \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         vkm_cut(\old(vkm_memory[i]), vkm_memory[i]);
    ensures   gone:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) == 1 ==>
                         \old(vkm_memory[i].payload) == p ==>
                         vkm_memory[i].payload == VKM_PAYLOAD_MAX;
    ensures   frame:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) != 1
                         || \old(vkm_memory[i].payload) != p ==>
                         vkm_memory[i] == \old(vkm_memory[i]);
*/
void vkm_die(uint32_t p);

/* After payload `p` lost an owner: find another, or end it. */
/*@ requires  inv:     vkm_inv_but(p);
    requires  live:    p < VKM_PAYLOAD_MAX && vkm_payload[p].live == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_payload[p].live, vkm_payload[p].keeper,
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   cut:     \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         vkm_cut(\old(vkm_memory[i]), vkm_memory[i]);
    ensures   frame:   \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) != 1
                         || \old(vkm_memory[i].payload) != p ==>
                         vkm_memory[i] == \old(vkm_memory[i]);

    behavior VK_OWN_3:  // another strong owner is left: nothing dies
      assumes          vkm_owned(p);
      ensures   lives: vkm_payload[p].live == 1;
      ensures   whole: vkm_same_memories{Pre,Post}(VKM_MEMORY_MAX);

    behavior VK_OWN_4:  // the last strong owner went: the payload dies
      assumes          !vkm_owned(p);
      ensures   dead:  vkm_payload[p].live == 0;
      ensures   gone:  \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                         \old(vkm_memory[i].live) == 1 ==>
                         \old(vkm_memory[i].payload) == p ==>
                         vkm_memory[i].payload == VKM_PAYLOAD_MAX;

    complete behaviors;
    disjoint behaviors;
*/
void vkm_settle(uint32_t p);

#endif /* HLOCAL_SPECS_VK_PAYLOAD_H */
