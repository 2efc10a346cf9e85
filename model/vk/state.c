/* The tables of the Vulkan model, all empty at the start. */
#include "vk/state.h"

struct vkm_device vkm_device[VKM_DEVICE_MAX];
struct vkm_payload vkm_payload[VKM_PAYLOAD_MAX];
struct vkm_memory vkm_memory[VKM_MEMORY_MAX];
struct vkm_handle vkm_handle[VKM_HANDLE_MAX];
struct vkm_resource vkm_resource[VKM_RESOURCE_MAX];
struct vkm_type vkm_type[VKM_TYPE_MAX];
struct vkm_rules vkm_rules;

void vkm_reset(void)
{
    struct vkm_device no_device = {0};
    struct vkm_payload no_payload = {0};
    struct vkm_memory no_memory = {0};
    struct vkm_handle no_handle = {0};
    struct vkm_resource no_resource = {0};
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_DEVICE_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          vkm_device[k].live == 0;
        loop assigns i, vkm_device[0 .. VKM_DEVICE_MAX - 1];
        loop variant VKM_DEVICE_MAX - i;
    */
    for (i = 0; i < VKM_DEVICE_MAX; i++)
        vkm_device[i] = no_device;
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          vkm_payload[k].live == 0;
        loop assigns i, vkm_payload[0 .. VKM_PAYLOAD_MAX - 1];
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        vkm_payload[i] = no_payload;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          vkm_memory[k].live == 0;
        loop assigns i, vkm_memory[0 .. VKM_MEMORY_MAX - 1];
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        vkm_memory[i] = no_memory;
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          vkm_handle[k].open == 0;
        loop assigns i, vkm_handle[0 .. VKM_HANDLE_MAX - 1];
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        vkm_handle[i] = no_handle;
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant empty: \forall integer k; 0 <= k < i ==>
          vkm_resource[k].live == 0;
        loop assigns i, vkm_resource[0 .. VKM_RESOURCE_MAX - 1];
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        vkm_resource[i] = no_resource;
}
