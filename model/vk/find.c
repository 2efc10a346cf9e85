/* Searches through the tables. Each loop's invariant says that nothing before
 * `i` qualifies. */
#include "vk/find.h"

uint32_t vkm_find_device(uint64_t id)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_DEVICE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_device[k].live == 1 ==> vkm_device[k].id != id;
        loop assigns i;
        loop variant VKM_DEVICE_MAX - i;
    */
    for (i = 0; i < VKM_DEVICE_MAX; i++)
        if (vkm_device[i].live == 1 && vkm_device[i].id == id)
            return i;
    return VKM_DEVICE_MAX;
}

uint32_t vkm_find_memory(uint64_t id)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_memory[k].live == 1 ==> vkm_memory[k].id != id;
        loop assigns i;
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].id == id)
            return i;
    return VKM_MEMORY_MAX;
}

uint32_t vkm_find_resource(uint64_t id)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_resource[k].live == 1 ==> vkm_resource[k].id != id;
        loop assigns i;
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        if (vkm_resource[i].live == 1 && vkm_resource[i].id == id)
            return i;
    return VKM_RESOURCE_MAX;
}

uint32_t vkm_find_handle(uint64_t value)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_handle[k].open == 1 ==> vkm_handle[k].value != value;
        loop assigns i;
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        if (vkm_handle[i].open == 1 && vkm_handle[i].value == value)
            return i;
    return VKM_HANDLE_MAX;
}

uint32_t vkm_find_kmt(uint64_t number)
{
    uint32_t i;
    if (number == 0)
        return VKM_PAYLOAD_MAX;
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_payload[k].live == 1 ==> vkm_payload[k].kmt != number;
        loop assigns i;
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        if (vkm_payload[i].live == 1 && vkm_payload[i].kmt == number)
            return i;
    return VKM_PAYLOAD_MAX;
}

uint32_t vkm_find_name(uint32_t name)
{
    uint32_t i;
    if (name == 0)
        return VKM_PAYLOAD_MAX;
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_payload[k].live == 1 ==> vkm_payload[k].name != name;
        loop assigns i;
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        if (vkm_payload[i].live == 1 && vkm_payload[i].name == name)
            return i;
    return VKM_PAYLOAD_MAX;
}

uint32_t vkm_vacant_device(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_DEVICE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_device[k].live != 0;
        loop assigns i;
        loop variant VKM_DEVICE_MAX - i;
    */
    for (i = 0; i < VKM_DEVICE_MAX; i++)
        if (vkm_device[i].live == 0)
            return i;
    return VKM_DEVICE_MAX;
}

uint32_t vkm_vacant_payload(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_PAYLOAD_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_payload[k].live != 0;
        loop assigns i;
        loop variant VKM_PAYLOAD_MAX - i;
    */
    for (i = 0; i < VKM_PAYLOAD_MAX; i++)
        if (vkm_payload[i].live == 0)
            return i;
    return VKM_PAYLOAD_MAX;
}

uint32_t vkm_vacant_memory(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_memory[k].live != 0;
        loop assigns i;
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 0)
            return i;
    return VKM_MEMORY_MAX;
}

uint32_t vkm_vacant_handle(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_HANDLE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_handle[k].open != 0;
        loop assigns i;
        loop variant VKM_HANDLE_MAX - i;
    */
    for (i = 0; i < VKM_HANDLE_MAX; i++)
        if (vkm_handle[i].open == 0)
            return i;
    return VKM_HANDLE_MAX;
}

uint32_t vkm_vacant_resource(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= VKM_RESOURCE_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_resource[k].live != 0;
        loop assigns i;
        loop variant VKM_RESOURCE_MAX - i;
    */
    for (i = 0; i < VKM_RESOURCE_MAX; i++)
        if (vkm_resource[i].live == 0)
            return i;
    return VKM_RESOURCE_MAX;
}
