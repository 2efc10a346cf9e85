/* The answer a vkAllocateMemory deserves, and the two searches it needs. */
#include "vk/allocate_check.h"

uint32_t vkm_find_source(uint32_t type, uint64_t handle, uint32_t name)
{
    uint32_t h;
    if (type == VKM_TYPE_KMT)
        return name == 0 ? vkm_find_kmt(handle) : VKM_PAYLOAD_MAX;
    if (type != VKM_TYPE_NT)
        return VKM_PAYLOAD_MAX;
    if (handle == 0)
        return vkm_find_name(name);
    if (name != 0)
        return VKM_PAYLOAD_MAX;
    h = vkm_find_handle(handle);
    return h < VKM_HANDLE_MAX ? vkm_handle[h].payload : VKM_PAYLOAD_MAX;
}

uint32_t vkm_count_memories(uint32_t d)
{
    uint32_t i, n = 0;
    /*@ loop invariant index: 0 <= i <= VKM_MEMORY_MAX;
        loop invariant count: n == vkm_count(d, i);
        loop invariant range: 0 <= n <= i;
        loop assigns i, n;
        loop variant VKM_MEMORY_MAX - i;
    */
    for (i = 0; i < VKM_MEMORY_MAX; i++)
        if (vkm_memory[i].live == 1 && vkm_memory[i].device == d)
            n = n + 1u;
    return n;
}

int32_t vkm_check_alloc(struct vkm_alloc a)
{
    int32_t call, size, chain, out, form, source, group, match, heap, count;
    int32_t to, fit;
    vkm_clear_reports();
    call = vkm_check_alloc_call(a);
    size = vkm_check_alloc_size(a);
    chain = vkm_check_alloc_chain(a);
    out = vkm_check_alloc_export(a);
    form = vkm_check_import_form(a);
    source = vkm_check_import_source(a);
    group = vkm_check_import_group(a);
    match = vkm_check_import_match(a);
    heap = vkm_check_alloc_heap(a);
    count = vkm_check_alloc_count(a);
    to = vkm_check_dedicated(a);
    fit = vkm_check_dedicated_fit(a);
    if (call != VKM_OK || size != VKM_OK || chain != VKM_OK || out != VKM_OK ||
        form != VKM_OK || to != VKM_OK || fit != VKM_OK)
        return VKM_VALIDATION_FAILED;
    if (match == VKM_VALIDATION_FAILED || heap == VKM_VALIDATION_FAILED ||
        group == VKM_VALIDATION_FAILED)
        return VKM_VALIDATION_FAILED;
    /* What else `group` finds, `source` finds too: 00644 goes with 00659. */
    if (source != VKM_OK || match != VKM_OK)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return heap != VKM_OK ? heap : count;
}
