/* What can be wrong with VkMemoryDedicatedAllocateInfo: one function for each
 * requirement, named after it. */
#include "vk/allocate_check.h"

/*@ DECIDES(vkm_is_resource(r, kind)) */
static uint32_t is_resource(uint32_t r, uint32_t kind)
{
    return r < VKM_RESOURCE_MAX && vkm_resource[r].live == 1 &&
           vkm_resource[r].kind == kind;
}

/*@ DECIDES(vkm_good_image(a)) */
static uint32_t good_image(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_image == 1 &&
           is_resource(a.image, VKM_IMAGE) == 1;
}

/*@ DECIDES(vkm_good_buffer(a)) */
static uint32_t good_buffer(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_buffer == 1 &&
           is_resource(a.buffer, VKM_BUFFER) == 1;
}

/*@ DECIDES(VK_DED_01432(a)) */
static uint32_t ded_01432(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_image == 1 && a.has_buffer == 1;
}

/*@ DECIDES(VK_DED_IMAGE(a)) */
static uint32_t ded_image(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_image == 1 &&
           is_resource(a.image, VKM_IMAGE) == 0;
}

/*@ DECIDES(VK_DED_BUFFER(a)) */
static uint32_t ded_buffer(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_buffer == 1 &&
           is_resource(a.buffer, VKM_BUFFER) == 0;
}

/*@ DECIDES(VK_DED_PARENT(a)) */
static uint32_t ded_parent(struct vkm_alloc a)
{
    return a.device < VKM_DEVICE_MAX &&
           ((good_image(a) == 1 && vkm_resource[a.image].device != a.device) ||
            (good_buffer(a) == 1 && vkm_resource[a.buffer].device != a.device));
}

int32_t vkm_check_dedicated(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_DED_01432] = ded_01432(a);
    vkm_bad[REQ_VK_DED_IMAGE] = ded_image(a);
    vkm_bad[REQ_VK_DED_BUFFER] = ded_buffer(a);
    vkm_bad[REQ_VK_DED_PARENT] = ded_parent(a);
    return VKM_ANY(VKM_DEDICATED_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_DED_02964(a)) */
static uint32_t ded_02964(struct vkm_alloc a)
{
    return good_image(a) == 1 && a.size < vkm_resource[a.image].required;
}

/*@ DECIDES(VK_DED_02965(a)) */
static uint32_t ded_02965(struct vkm_alloc a)
{
    return good_buffer(a) == 1 && a.size < vkm_resource[a.buffer].required;
}

/*@ DECIDES(VK_DED_01876(a)) */
static uint32_t ded_01876(struct vkm_alloc a)
{
    return good_image(a) == 1 && vkm_sourced(a) == 1 &&
           (vkm_payload[a.source].dedicated != VKM_IMAGE ||
            vkm_payload[a.source].shape != vkm_resource[a.image].shape);
}

/*@ DECIDES(VK_DED_01877(a)) */
static uint32_t ded_01877(struct vkm_alloc a)
{
    return good_buffer(a) == 1 && vkm_sourced(a) == 1 &&
           (vkm_payload[a.source].dedicated != VKM_BUFFER ||
            vkm_payload[a.source].shape != vkm_resource[a.buffer].shape);
}

int32_t vkm_check_dedicated_fit(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_DED_02964] = ded_02964(a);
    vkm_bad[REQ_VK_DED_02965] = ded_02965(a);
    vkm_bad[REQ_VK_DED_01876] = ded_01876(a);
    vkm_bad[REQ_VK_DED_01877] = ded_01877(a);
    return VKM_ANY(VKM_DEDICATED_FIT_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}
