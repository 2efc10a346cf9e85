/* CloseHandle, DuplicateHandle and the rest. */
#include "vk/handle.h"

uint32_t vkm_out_flags;

void vkm_drop_handle(uint32_t at)
{
    uint32_t p = vkm_handle[at].payload;
    vkm_handle[at].open = 0;
    vkm_settle(p);
}

int32_t vkm_close(uint64_t value, uint32_t at)
{
    if (value == VKM_PSEUDO)
        return 0;
    if (at >= VKM_HANDLE_MAX || vkm_handle[at].protect != 0)
        return VKM_ERROR_INVALID_HANDLE;
    vkm_drop_handle(at);
    return 0;
}

void vkm_open_second(struct vkm_dup d)
{
    vkm_handle[d.slot].value = d.value;
    vkm_handle[d.slot].open = 1;
    vkm_handle[d.slot].payload = vkm_handle[d.source].payload;
    vkm_handle[d.slot].inherit = d.inherit;
    vkm_handle[d.slot].protect = 0;
}

/* The source goes, if it was asked to and is not protected. */
/*@ requires  inv:     vkm_inv;
    requires  open:    d.source < VKM_HANDLE_MAX ==>
                       vkm_handle[d.source].open == 1;
    terminates         \true;
    exits              \false;
    assigns            vkm_handle[0 .. VKM_HANDLE_MAX - 1],
                       vkm_payload[0 .. VKM_PAYLOAD_MAX - 1],
                       vkm_memory[0 .. VKM_MEMORY_MAX - 1];
    ensures   inv:     vkm_inv;
    ensures   others:  vkm_same_handles{Pre,Post}(d.source);
    ensures   closed:  vkm_dup_drops{Pre}(d) ==> vkm_handle[d.source]
                       == { \old(vkm_handle[d.source]) \with
                            .open = (uint32_t)0 };
    ensures   kept:    !vkm_dup_drops{Pre}(d) ==> vkm_same{Pre,Post};
    ensures   rest:    vkm_dup_drops{Pre}(d) ==> vkm_same_payloads{Pre,Post}(
                         \old(vkm_handle[d.source].payload));
    ensures   label:   vkm_dup_drops{Pre}(d) ==> vkm_kept_label{Pre,Post}(
                         \old(vkm_handle[d.source].payload));
    ensures   life:    vkm_dup_drops{Pre}(d) ==>
                       (vkm_payload[\old(vkm_handle[d.source].payload)].live
                        == 1 <==> vkm_owned_beside{Pre}(
                          \old(vkm_handle[d.source].payload),
                          VKM_MEMORY_MAX + d.source));
    ensures   left:    \forall integer i; 0 <= i < VKM_MEMORY_MAX ==>
                       vkm_left(\old(vkm_memory[i]), vkm_memory[i]);
*/
static void drop_source(struct vkm_dup d)
{
    if (d.close == 1 && d.source < VKM_HANDLE_MAX &&
        vkm_handle[d.source].protect == 0)
        vkm_drop_handle(d.source);
}

int32_t vkm_duplicate(struct vkm_dup d)
{
    vkm_out_handle = 0;
    if (d.fault != 0) {
        if (d.fault_armed != 1 || d.fault != VKM_ERROR_NO_SYSTEM_RESOURCES)
            return VKM_ILLEGAL_CHOICE;
        drop_source(d);
        return d.fault;
    }
    if (d.source >= VKM_HANDLE_MAX)
        return VKM_ERROR_INVALID_HANDLE;
    if (d.value == 0 || d.value == VKM_PSEUDO || d.open != VKM_HANDLE_MAX)
        return VKM_ILLEGAL_CHOICE;
    if (d.slot >= VKM_HANDLE_MAX)
        return VKM_FULL;
    vkm_open_second(d);
    vkm_out_handle = d.value;
    drop_source(d);
    return 0;
}

int32_t vkm_compare(uint32_t a, uint32_t b)
{
    if (a >= VKM_HANDLE_MAX || b >= VKM_HANDLE_MAX)
        return VKM_ERROR_INVALID_HANDLE;
    return vkm_handle[a].payload == vkm_handle[b].payload
               ? 0
               : VKM_ERROR_NOT_SAME_OBJECT;
}

int32_t vkm_get_flags(uint64_t value, uint32_t at)
{
    vkm_out_flags = 0;
    if (value == VKM_PSEUDO)
        return 0;
    if (at >= VKM_HANDLE_MAX)
        return VKM_ERROR_INVALID_HANDLE;
    vkm_out_flags = vkm_handle[at].inherit + 2u * vkm_handle[at].protect;
    return 0;
}

int32_t vkm_set_flags(uint32_t at, uint32_t mask, uint32_t flags)
{
    if (mask / 4u != 0)
        return VKM_ERROR_INVALID_PARAMETER;
    if (at >= VKM_HANDLE_MAX)
        return VKM_ERROR_INVALID_HANDLE;
    if (mask % 2u == 1u)
        vkm_handle[at].inherit = flags % 2u;
    if ((mask / 2u) % 2u == 1u)
        vkm_handle[at].protect = (flags / 2u) % 2u;
    return 0;
}
