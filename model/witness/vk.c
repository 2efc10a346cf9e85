/* Witnesses of determinism: each runs a step of the Vulkan model twice, from
 * equal states with equal arguments, and is proven to end equally. It sees the
 * step's contract and not its body, so the contract alone determines the
 * outcome: the result, the outputs, the requirements found violated, and all
 * that is in the tables, but for what the contract says it leaves open.
 *
 * These are proof units. Nothing links them.
 */
#include "vk/step.h"
#include "vk.h"

static struct vkm_device kept_device[VKM_DEVICE_MAX];
static struct vkm_payload kept_payload[VKM_PAYLOAD_MAX];
static struct vkm_memory kept_memory[VKM_MEMORY_MAX];
static struct vkm_handle kept_handle[VKM_HANDLE_MAX];
static struct vkm_resource kept_resource[VKM_RESOURCE_MAX];

/* What a witness assigns. */
/* Not formatted, for 0..N without spaces would be one token. */
/* clang-format off */
#define TABLES kept_device[0 .. VKM_DEVICE_MAX - 1], \
    kept_payload[0 .. VKM_PAYLOAD_MAX - 1], \
    kept_memory[0 .. VKM_MEMORY_MAX - 1], \
    kept_handle[0 .. VKM_HANDLE_MAX - 1], \
    kept_resource[0 .. VKM_RESOURCE_MAX - 1], \
    vkm_device[0 .. VKM_DEVICE_MAX - 1], \
    vkm_payload[0 .. VKM_PAYLOAD_MAX - 1], \
    vkm_memory[0 .. VKM_MEMORY_MAX - 1], \
    vkm_handle[0 .. VKM_HANDLE_MAX - 1], \
    vkm_resource[0 .. VKM_RESOURCE_MAX - 1]
/* clang-format on */

/*@ predicate kept_now{L} =
         (\forall integer i; 0 <= i < VKM_DEVICE_MAX ==>
            \at(kept_device[i],L) == \at(vkm_device[i],L))
      && (\forall integer i; 0 <= i < VKM_PAYLOAD_MAX ==>
            \at(kept_payload[i],L) == \at(vkm_payload[i],L))
      && (\forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
            \at(kept_memory[i],L) == \at(vkm_memory[i],L))
      && (\forall integer i; 0 <= i < VKM_HANDLE_MAX ==>
            \at(kept_handle[i],L) == \at(vkm_handle[i],L))
      && (\forall integer i; 0 <= i < VKM_RESOURCE_MAX ==>
            \at(kept_resource[i],L) == \at(vkm_resource[i],L));

    // The same things live, and are the same. Open: who keeps a payload; what
    // is in the record of a dead memory object.
    predicate alike{L1,L2} =
         vkm_same_devices{L1,L2}(VKM_DEVICE_MAX)
      && vkm_same_handles{L1,L2}(VKM_HANDLE_MAX)
      && vkm_same_resources{L1,L2}(VKM_RESOURCE_MAX)
      && (\forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
            vkm_same_payload{L1,L2}(p))
      && (\forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
            \at(vkm_memory[i].live,L2) == \at(vkm_memory[i].live,L1)
         && (\at(vkm_memory[i].live,L1) == 1 ==>
               \at(vkm_memory[i],L2) == \at(vkm_memory[i],L1)));
*/

/* Remember the tables. */
/*@ terminates         \true;
    exits              \false;
    assigns            kept_device[0 .. VKM_DEVICE_MAX - 1],
                       kept_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       kept_memory[0 .. VKM_MEMORY_MAX - 1],
                       kept_handle[0 .. VKM_HANDLE_MAX - 1],
                       kept_resource[0 .. VKM_RESOURCE_MAX - 1];
    ensures   kept:    kept_now;
*/
static void keep(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_DEVICE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_device[k] == vkm_device[k];
        loop assigns i, kept_device[0 .. VKM_DEVICE_MAX - 1];
        loop variant VKM_DEVICE_MAX - i;
    */
    for (i = 0; i < VKM_DEVICE_MAX; i++)
        kept_device[i] = vkm_device[i];
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_payload[k] == vkm_payload[k];
        loop assigns i, kept_payload[0 .. VKM_PAYLOAD_MAX - 1];
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        kept_payload[i] = vkm_payload[i];
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_memory[k] == vkm_memory[k];
        loop assigns i, kept_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        kept_memory[i] = vkm_memory[i];
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_handle[k] == vkm_handle[k];
        loop assigns i, kept_handle[0 .. VKM_HANDLE_MAX - 1];
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        kept_handle[i] = vkm_handle[i];
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          kept_resource[k] == vkm_resource[k];
        loop assigns i, kept_resource[0 .. VKM_RESOURCE_MAX - 1];
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        kept_resource[i] = vkm_resource[i];
}

/* Make the tables what they were. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_device[0 .. VKM_DEVICE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1],
                       vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
    ensures   back:    kept_now;
*/
static void back(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_DEVICE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          vkm_device[k] == kept_device[k];
        loop assigns i, vkm_device[0 .. VKM_DEVICE_MAX - 1];
        loop variant VKM_DEVICE_MAX - i;
    */
    for (i = 0; i < VKM_DEVICE_MAX; i++)
        vkm_device[i] = kept_device[i];
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          vkm_payload[k] == kept_payload[k];
        loop assigns i, vkm_payload[0 .. VKM_PAYLOAD_MAX - 1];
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        vkm_payload[i] = kept_payload[i];
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          vkm_memory[k] == kept_memory[k];
        loop assigns i, vkm_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        vkm_memory[i] = kept_memory[i];
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          vkm_handle[k] == kept_handle[k];
        loop assigns i, vkm_handle[0 .. VKM_HANDLE_MAX - 1];
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        vkm_handle[i] = kept_handle[i];
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant done:  \forall integer k; 0 <= k < i ==>
          vkm_resource[k] == kept_resource[k];
        loop assigns i, vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        vkm_resource[i] = kept_resource[i];
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_device(id, at) && vkm_room_device(slot);
    terminates         \true;
    exits              \false;
    assigns            TABLES;
    ensures   same:    \result == 1;
*/
uint32_t same_create_device(uint64_t id, uint32_t at, uint32_t slot,
                            uint32_t gpu, uint32_t fault_armed, int32_t fault)
{
    int32_t first, second;
    keep();
    first = vkm_create_device(id, at, slot, gpu, fault_armed, fault);
    /*@ ghost once: ; */
    back();
    second = vkm_create_device(id, at, slot, gpu, fault_armed, fault);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   d <= VKM_DEVICE_MAX
                       && (d < VKM_DEVICE_MAX ==> vkm_device[d].live == 1);
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_destroy_device(uint32_t d)
{
    keep();
    vkm_destroy_device(d);
    /*@ ghost once: ; */
    back();
    vkm_destroy_device(d);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
             (vkm_reported{once}(REQ_VK_DESTROY_00378)
              <==> vkm_reported{Here}(REQ_VK_DESTROY_00378)); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_DESTROY_00378,
                                      REQ_VK_DESTROY_00378)
          && vkm_none_reported_but{Here}(REQ_VK_DESTROY_00378,
                                         REQ_VK_DESTROY_00378); */
    return 1;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_create_resolves(r);
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_out_resource,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_create_resource(struct vkm_create r)
{
    int32_t first, second;
    keep();
    first = vkm_create_resource(r);
    /*@ ghost once: ; */
    back();
    second = vkm_create_resource(r);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
          vkm_create_reported{Pre,once}(r)
          && vkm_create_reported{Pre,Here}(r); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_CREATE_DEVICE, REQ_VK_IMAGE_01443)
          && vkm_none_reported_but{Here}(REQ_VK_CREATE_DEVICE,
                                         REQ_VK_IMAGE_01443); */
    /*@ assert shown: vkm_out_resource == \at(vkm_out_resource,once); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  live:    r < VKM_RESOURCE_MAX && vkm_resource[r].live == 1;
    terminates         \true;
    exits              \false;
    assigns            TABLES;
    ensures   same:    \result == 1;
*/
uint32_t same_destroy_resource(uint32_t r)
{
    keep();
    vkm_destroy_resource(r);
    /*@ ghost once: ; */
    back();
    vkm_destroy_resource(r);
    /*@ assert state: alike{once,Here}; */
    return 1;
}

/* vkm_allocate has no witness yet. That equal tables count alike is proven by a
 * loop whose invariant compares vkm_count before and after; behind it, all goals
 * close but one: that vkm_alloc_resolves holds again. */

/*@ requires  inv:     vkm_inv;
    requires  found:   m < VKM_MEMORY_MAX ==> vkm_memory[m].live == 1;
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_free(uint32_t device, uint32_t null, uint32_t m)
{
    keep();
    vkm_free(device, null, m);
    /*@ ghost once: ; */
    back();
    vkm_free(device, null, m);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
             (vkm_reported{once}(REQ_VK_FREE_DEVICE)
              <==> vkm_reported{Here}(REQ_VK_FREE_DEVICE))
          && (vkm_reported{once}(REQ_VK_FREE_MEMORY)
              <==> vkm_reported{Here}(REQ_VK_FREE_MEMORY))
          && (vkm_reported{once}(REQ_VK_FREE_PARENT)
              <==> vkm_reported{Here}(REQ_VK_FREE_PARENT)); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_FREE_DEVICE, REQ_VK_FREE_PARENT)
          && vkm_none_reported_but{Here}(REQ_VK_FREE_DEVICE,
                                         REQ_VK_FREE_PARENT); */
    return 1;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_get_resolves(g);
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_out_handle,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_get(struct vkm_get g)
{
    int32_t first, second;
    keep();
    first = vkm_get(g);
    /*@ ghost once: ; */
    back();
    second = vkm_get(g);
    /*@ assert answer: first == second; */
    /*@ assert handles: vkm_same_handles{once,Here}(VKM_HANDLE_MAX); */
    /*@ assert memories: vkm_same_memories{once,Here}(VKM_MEMORY_MAX); */
    /*@ assert payloads: vkm_same_payloads{once,Here}(VKM_PAYLOAD_MAX); */
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
          vkm_get_reported{Pre,once}(g)
          && vkm_get_reported{Pre,Here}(g); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_GETW32_DEVICE, REQ_VK_GETW32_DEAD)
          && vkm_none_reported_but{Here}(REQ_VK_GETW32_DEVICE,
                                         REQ_VK_GETW32_DEAD); */
    /*@ assert shown: vkm_out_handle == \at(vkm_out_handle,once); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_out_bits,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_properties(struct vkm_props q)
{
    int32_t first, second;
    keep();
    first = vkm_properties(q);
    /*@ ghost once: ; */
    back();
    second = vkm_properties(q);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
          vkm_props_reported{Pre,once}(q)
          && vkm_props_reported{Pre,Here}(q); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_PROPS_DEVICE, REQ_VK_PROPS_00665)
          && vkm_none_reported_but{Here}(REQ_VK_PROPS_DEVICE,
                                         REQ_VK_PROPS_00665); */
    /*@ assert shown: vkm_out_bits == \at(vkm_out_bits,once); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_map_resolves(q);
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_out_data,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_map(struct vkm_map q)
{
    int32_t first, second;
    keep();
    first = vkm_map(q);
    /*@ ghost once: ; */
    back();
    second = vkm_map(q);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
          vkm_map_reported{Pre,once}(q)
          && vkm_map_reported{Pre,Here}(q); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_MAP_DEVICE, REQ_VK_MAP_00682)
          && vkm_none_reported_but{Here}(REQ_VK_MAP_DEVICE,
                                         REQ_VK_MAP_00682); */
    /*@ assert shown: vkm_out_data == \at(vkm_out_data,once); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   m < VKM_MEMORY_MAX ==> vkm_memory[m].live == 1;
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_unmap(uint32_t d, uint32_t m)
{
    keep();
    vkm_unmap(d, m);
    /*@ ghost once: ; */
    back();
    vkm_unmap(d, m);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
             (vkm_reported{once}(REQ_VK_UNMAP_DEVICE)
              <==> vkm_reported{Here}(REQ_VK_UNMAP_DEVICE))
          && (vkm_reported{once}(REQ_VK_UNMAP_MEMORY)
              <==> vkm_reported{Here}(REQ_VK_UNMAP_MEMORY))
          && (vkm_reported{once}(REQ_VK_UNMAP_PARENT)
              <==> vkm_reported{Here}(REQ_VK_UNMAP_PARENT))
          && (vkm_reported{once}(REQ_VK_UNMAP_00689)
              <==> vkm_reported{Here}(REQ_VK_UNMAP_00689)); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_UNMAP_DEVICE, REQ_VK_UNMAP_00689)
          && vkm_none_reported_but{Here}(REQ_VK_UNMAP_DEVICE,
                                         REQ_VK_UNMAP_00689); */
    return 1;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_bind_resolves(b);
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_bad[0 .. REQ_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_bind(struct vkm_bind b)
{
    int32_t first, second;
    keep();
    first = vkm_bind(b);
    /*@ ghost once: ; */
    back();
    second = vkm_bind(b);
    /*@ assert state: alike{once,Here}; */
    /*@ assert report:
          vkm_bind_reported{Pre,once}(b)
          && vkm_bind_reported{Pre,Here}(b); */
    /*@ assert only:
          vkm_none_reported_but{once}(REQ_VK_BINDBUF_DEVICE,
                                      REQ_VK_BINDIMG_02989)
          && vkm_none_reported_but{Here}(REQ_VK_BINDBUF_DEVICE,
                                         REQ_VK_BINDIMG_02989); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_handle(value, at);
    terminates         \true;
    exits              \false;
    assigns            TABLES;
    ensures   same:    \result == 1;
*/
uint32_t same_close(uint64_t value, uint32_t at)
{
    int32_t first, second;
    keep();
    first = vkm_close(value, at);
    /*@ ghost once: ; */
    back();
    /*@ assert again: vkm_same{Pre,Here}; */
    second = vkm_close(value, at);
    /*@ assert answer: first == second; */
    /*@ assert handle: at < VKM_HANDLE_MAX ==>
          vkm_handle[at] == \at(vkm_handle[at],once); */
    /*@ assert handles: vkm_same_handles{once,Here}(VKM_HANDLE_MAX); */
    /*@ assert payloads: \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
          vkm_same_payload{once,Here}(p); */
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_dup_resolves(d);
    requires  flags:   d.inherit <= 1 && d.close <= 1;
    terminates         \true;
    exits              \false;
    assigns            TABLES,
                       vkm_out_handle;
    ensures   same:    \result == 1;
*/
uint32_t same_duplicate(struct vkm_dup d)
{
    int32_t first, second;
    keep();
    first = vkm_duplicate(d);
    /*@ ghost once: ; */
    back();
    /*@ assert again: vkm_same{Pre,Here}; */
    second = vkm_duplicate(d);
    /*@ assert answer: first == second; */
    /*@ assert source: d.source < VKM_HANDLE_MAX ==>
          vkm_handle[d.source] == \at(vkm_handle[d.source],once); */
    /*@ assert slot: d.slot < VKM_HANDLE_MAX ==>
          vkm_handle[d.slot] == \at(vkm_handle[d.slot],once); */
    /*@ assert handles: vkm_same_handles{once,Here}(VKM_HANDLE_MAX); */
    /*@ assert payloads: \forall integer p; 0 <= p < VKM_PAYLOAD_MAX ==>
          vkm_same_payload{once,Here}(p); */
    /*@ assert state: alike{once,Here}; */
    /*@ assert shown: vkm_out_handle == \at(vkm_out_handle,once); */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  range:   at <= VKM_HANDLE_MAX;
    requires  open:    at < VKM_HANDLE_MAX ==> vkm_handle[at].open == 1;
    terminates         \true;
    exits              \false;
    assigns            TABLES;
    ensures   same:    \result == 1;
*/
uint32_t same_set_flags(uint32_t at, uint32_t mask, uint32_t flags)
{
    int32_t first, second;
    keep();
    first = vkm_set_flags(at, mask, flags);
    /*@ ghost once: ; */
    back();
    second = vkm_set_flags(at, mask, flags);
    /*@ assert state: alike{once,Here}; */
    return first == second;
}

/*@ requires  inv:     vkm_inv;
    requires  range:   a <= VKM_HANDLE_MAX && b <= VKM_HANDLE_MAX;
    requires  open:    (a < VKM_HANDLE_MAX ==> vkm_handle[a].open == 1)
                       && (b < VKM_HANDLE_MAX ==> vkm_handle[b].open == 1);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   same:    \result == 1;
*/
uint32_t same_compare(uint32_t a, uint32_t b)
{
    return vkm_compare(a, b) == vkm_compare(a, b);
}

/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_resolves_handle(value, at);
    terminates         \true;
    exits              \false;
    assigns            vkm_out_flags;
    ensures   same:    \result == 1;
*/
uint32_t same_get_flags(uint64_t value, uint32_t at)
{
    int32_t first = vkm_get_flags(value, at), second;
    /*@ ghost once: ; */
    second = vkm_get_flags(value, at);
    /*@ assert shown: vkm_out_flags == \at(vkm_out_flags,once); */
    return first == second;
}
