/* What can be wrong with vkAllocateMemory itself: one function for each
 * requirement, named after it, and proven to be its predicate. */
#include "vk/allocate_check.h"

uint32_t vkm_reads(struct vkm_alloc a)
{
    return a.has_info == 1 && a.stype_ok == 1 && a.chain != VKM_CHAIN_TWICE;
}

uint32_t vkm_imports(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_import == 1 && a.import_type != 0;
}

uint32_t vkm_exportable(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_export == 1 && a.exports != 0;
}

uint32_t vkm_sought(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 &&
           (a.import_type == VKM_TYPE_NT || a.import_type == VKM_TYPE_KMT);
}

uint32_t vkm_sourced(struct vkm_alloc a)
{
    return vkm_sought(a) == 1 && a.source < VKM_PAYLOAD_MAX;
}

/*@ DECIDES(VK_ALLOC_STYPE(a)) */
static uint32_t alloc_stype(struct vkm_alloc a)
{
    return a.has_info == 1 && a.stype_ok != 1;
}

/*@ DECIDES(VK_ALLOC_UNIQUE(a)) */
static uint32_t alloc_unique(struct vkm_alloc a)
{
    return a.has_info == 1 && a.stype_ok == 1 && a.chain == VKM_CHAIN_TWICE;
}

/*@ DECIDES(VK_ALLOC_PNEXT(a)) */
static uint32_t alloc_pnext(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.chain == VKM_CHAIN_ALIEN;
}

int32_t vkm_check_alloc_call(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_ALLOC_DEVICE] = a.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_ALLOC_INFO] = a.has_info != 1;
    vkm_bad[REQ_VK_ALLOC_MEMORY] = a.has_memory != 1;
    vkm_bad[REQ_VK_ALLOC_STYPE] = alloc_stype(a);
    vkm_bad[REQ_VK_ALLOC_UNIQUE] = alloc_unique(a);
    vkm_bad[REQ_VK_ALLOC_PNEXT] = alloc_pnext(a);
    return VKM_ANY(VKM_ALLOC_CALL_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_ALLOC_01714(a)) */
static uint32_t alloc_01714(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.type >= vkm_rules.types;
}

/*@ DECIDES(VK_ALLOC_07897(a)) */
static uint32_t alloc_07897(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.size == 0 && vkm_imports(a) == 0 &&
           vkm_exportable(a) == 0;
}

/*@ DECIDES(VK_ALLOC_07899(a)) */
static uint32_t alloc_07899(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.size == 0 && vkm_exportable(a) == 1;
}

int32_t vkm_check_alloc_size(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_ALLOC_01714] = alloc_01714(a);
    vkm_bad[REQ_VK_ALLOC_07897] = alloc_07897(a);
    vkm_bad[REQ_VK_ALLOC_07899] = alloc_07899(a);
    return VKM_ANY(VKM_ALLOC_SIZE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_ALLOC_06657(a)) */
static uint32_t alloc_06657(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && a.imports >= 1;
}

/*@ DECIDES(VK_ALLOC_00640(a)) */
static uint32_t alloc_00640(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_export == 1 && a.nv_export == 1;
}

/*@ DECIDES(VK_ALLOC_00641(a)) */
static uint32_t alloc_00641(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_import == 1 && a.nv_import == 1;
}

/*@ DECIDES(VK_ALLOC_03333(a)) */
static uint32_t alloc_03333(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && a.capture == 1;
}

int32_t vkm_check_alloc_chain(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_ALLOC_06657] = alloc_06657(a);
    vkm_bad[REQ_VK_ALLOC_00640] = alloc_00640(a);
    vkm_bad[REQ_VK_ALLOC_00641] = alloc_00641(a);
    vkm_bad[REQ_VK_ALLOC_03333] = alloc_03333(a);
    return VKM_ANY(VKM_ALLOC_CHAIN_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkm_check_alloc_heap(struct vkm_alloc a)
{
    uint32_t large = vkm_reads(a) == 1 && a.type < vkm_rules.types &&
                     a.size > vkm_type[a.type].heap;
    vkm_bad[REQ_VK_ALLOC_01713] = large;
    if (large == 0)
        return VKM_OK;
    return vkm_rules.profile == VKM_DRIVER ? VKM_OUT_OF_DEVICE_MEMORY
                                           : VKM_VALIDATION_FAILED;
}

int32_t vkm_check_alloc_count(struct vkm_alloc a)
{
    uint32_t many = a.device < VKM_DEVICE_MAX &&
                    vkm_count_memories(a.device) >= vkm_rules.limit;
    vkm_bad[REQ_VK_ALLOC_04101] = many;
    return many == 1 ? VKM_TOO_MANY_OBJECTS : VKM_OK;
}
