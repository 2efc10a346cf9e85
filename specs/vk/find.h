/* Searches: what an identifier means, and where there is room. A step takes
 * the index found here beside the value searched for; `vkm_resolves_...` is the
 * precondition that ties the two together.
 */
#ifndef HLOCAL_SPECS_VK_FIND_H
#define HLOCAL_SPECS_VK_FIND_H

#include "vk/state.h"

/*@ predicate vkm_resolves_device{L}(integer id, integer at) =
         (0 <= at < VKM_DEVICE_MAX && \at(vkm_device[at].live,L) == 1
          && \at(vkm_device[at].id,L) == id)
      || (at == VKM_DEVICE_MAX && \forall integer i;
            0 <= i < VKM_DEVICE_MAX ==> \at(vkm_device[i].live,L) == 1 ==>
            \at(vkm_device[i].id,L) != id);

    predicate vkm_resolves_memory{L}(integer id, integer at) =
         (0 <= at < VKM_MEMORY_MAX && \at(vkm_memory[at].live,L) == 1
          && \at(vkm_memory[at].id,L) == id)
      || (at == VKM_MEMORY_MAX && \forall integer i;
            0 <= i < VKM_MEMORY_MAX ==> \at(vkm_memory[i].live,L) == 1 ==>
            \at(vkm_memory[i].id,L) != id);

    predicate vkm_resolves_resource{L}(integer id, integer at) =
         (0 <= at < VKM_RESOURCE_MAX && \at(vkm_resource[at].live,L) == 1
          && \at(vkm_resource[at].id,L) == id)
      || (at == VKM_RESOURCE_MAX && \forall integer i;
            0 <= i < VKM_RESOURCE_MAX ==> \at(vkm_resource[i].live,L) == 1 ==>
            \at(vkm_resource[i].id,L) != id);

    predicate vkm_resolves_handle{L}(integer value, integer at) =
         (0 <= at < VKM_HANDLE_MAX && \at(vkm_handle[at].open,L) == 1
          && \at(vkm_handle[at].value,L) == value)
      || (at == VKM_HANDLE_MAX && \forall integer i;
            0 <= i < VKM_HANDLE_MAX ==> \at(vkm_handle[i].open,L) == 1 ==>
            \at(vkm_handle[i].value,L) != value);

    // 0 is neither a number nor a name, and means nothing.
    predicate vkm_resolves_kmt{L}(integer number, integer at) =
         (0 <= at < VKM_PAYLOAD_MAX && \at(vkm_payload[at].live,L) == 1
          && number != 0 && \at(vkm_payload[at].kmt,L) == number)
      || (at == VKM_PAYLOAD_MAX && \forall integer i;
            0 <= i < VKM_PAYLOAD_MAX ==> \at(vkm_payload[i].live,L) == 1 ==>
            number == 0 || \at(vkm_payload[i].kmt,L) != number);

    predicate vkm_resolves_name{L}(integer name, integer at) =
         (0 <= at < VKM_PAYLOAD_MAX && \at(vkm_payload[at].live,L) == 1
          && name != 0 && \at(vkm_payload[at].name,L) == name)
      || (at == VKM_PAYLOAD_MAX && \forall integer i;
            0 <= i < VKM_PAYLOAD_MAX ==> \at(vkm_payload[i].live,L) == 1 ==>
            name == 0 || \at(vkm_payload[i].name,L) != name);

    predicate vkm_room_device{L}(integer at) =
         (0 <= at < VKM_DEVICE_MAX && \at(vkm_device[at].live,L) == 0)
      || (at == VKM_DEVICE_MAX && \forall integer i; 0 <= i < VKM_DEVICE_MAX
            ==> \at(vkm_device[i].live,L) != 0);
    predicate vkm_room_payload{L}(integer at) =
         (0 <= at < VKM_PAYLOAD_MAX && \at(vkm_payload[at].live,L) == 0)
      || (at == VKM_PAYLOAD_MAX && \forall integer i; 0 <= i < VKM_PAYLOAD_MAX
            ==> \at(vkm_payload[i].live,L) != 0);
    predicate vkm_room_memory{L}(integer at) =
         (0 <= at < VKM_MEMORY_MAX && \at(vkm_memory[at].live,L) == 0)
      || (at == VKM_MEMORY_MAX && \forall integer i; 0 <= i < VKM_MEMORY_MAX
            ==> \at(vkm_memory[i].live,L) != 0);
    predicate vkm_room_handle{L}(integer at) =
         (0 <= at < VKM_HANDLE_MAX && \at(vkm_handle[at].open,L) == 0)
      || (at == VKM_HANDLE_MAX && \forall integer i; 0 <= i < VKM_HANDLE_MAX
            ==> \at(vkm_handle[i].open,L) != 0);
    predicate vkm_room_resource{L}(integer at) =
         (0 <= at < VKM_RESOURCE_MAX && \at(vkm_resource[at].live,L) == 0)
      || (at == VKM_RESOURCE_MAX && \forall integer i;
            0 <= i < VKM_RESOURCE_MAX ==> \at(vkm_resource[i].live,L) != 0);
*/

/* The live device whose VkDevice is `id`, or VKM_DEVICE_MAX. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_device(id, \result);
*/
uint32_t vkm_find_device(uint64_t id);

/* The live memory object whose VkDeviceMemory is `id`, or VKM_MEMORY_MAX. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_memory(id, \result);
*/
uint32_t vkm_find_memory(uint64_t id);

/* The live buffer or image whose handle is `id`, or VKM_RESOURCE_MAX. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_resource(id, \result);
*/
uint32_t vkm_find_resource(uint64_t id);

/* The open NT handle `value`, or VKM_HANDLE_MAX. No stale one resolves. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_handle(value, \result);
*/
uint32_t vkm_find_handle(uint64_t value);

/* The live payload whose global share number this is, or VKM_PAYLOAD_MAX. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_kmt(number, \result);
*/
uint32_t vkm_find_kmt(uint64_t number);

/* The live payload of this name, or VKM_PAYLOAD_MAX. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_name(name, \result);
*/
uint32_t vkm_find_name(uint32_t name);

/* A vacant device slot, or VKM_DEVICE_MAX when all are taken. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   room:    vkm_room_device(\result);
*/
uint32_t vkm_vacant_device(void);

/* A vacant payload slot, or VKM_PAYLOAD_MAX when all are taken. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   room:    vkm_room_payload(\result);
*/
uint32_t vkm_vacant_payload(void);

/* A vacant memory slot, or VKM_MEMORY_MAX when all are taken. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   room:    vkm_room_memory(\result);
*/
uint32_t vkm_vacant_memory(void);

/* A vacant handle slot, or VKM_HANDLE_MAX when all are taken. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   room:    vkm_room_handle(\result);
*/
uint32_t vkm_vacant_handle(void);

/* A vacant resource slot, or VKM_RESOURCE_MAX when all are taken. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   room:    vkm_room_resource(\result);
*/
uint32_t vkm_vacant_resource(void);

#endif /* HLOCAL_SPECS_VK_FIND_H */
