/* What can be wrong with VkMemoryDedicatedAllocateInfo. */
#include "vk_allocate_check.h"

/* 1 when the image is one. */
/*@ requires  inv:     vkm_inv;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_is_resource(r, kind);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t is_resource(uint32_t r, uint32_t kind)
{
    return r < VKM_RESOURCE_MAX && vkm_resource[r].live == 1 &&
           vkm_resource[r].kind == kind;
}

int32_t vkm_check_dedicated(struct vkm_alloc a)
{
    uint32_t read = a.has_info == 1 && a.stype_ok == 1;
    uint32_t image = read == 1 && a.has_image == 1;
    uint32_t buffer = read == 1 && a.has_buffer == 1;
    uint32_t good_image = image == 1 && is_resource(a.image, VKM_IMAGE) == 1;
    uint32_t good_buffer =
        buffer == 1 && is_resource(a.buffer, VKM_BUFFER) == 1;
    vkm_bad[REQ_VK_DED_01432] = image == 1 && buffer == 1;
    vkm_bad[REQ_VK_DED_IMAGE] = image == 1 && good_image == 0;
    vkm_bad[REQ_VK_DED_BUFFER] = buffer == 1 && good_buffer == 0;
    vkm_bad[REQ_VK_DED_PARENT] =
        a.device < VKM_DEVICE_MAX &&
        ((good_image == 1 && vkm_resource[a.image].device != a.device) ||
         (good_buffer == 1 && vkm_resource[a.buffer].device != a.device));
    if (vkm_bad[REQ_VK_DED_01432] == 1 || vkm_bad[REQ_VK_DED_IMAGE] == 1 ||
        vkm_bad[REQ_VK_DED_BUFFER] == 1 || vkm_bad[REQ_VK_DED_PARENT] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_dedicated_fit(struct vkm_alloc a)
{
    uint32_t read = a.has_info == 1 && a.stype_ok == 1;
    uint32_t source =
        read == 1 && a.has_import == 1 && a.import_type != 0 &&
        (a.import_type == VKM_TYPE_NT || a.import_type == VKM_TYPE_KMT) &&
        a.source < VKM_PAYLOAD_MAX;
    uint32_t image =
        read == 1 && a.has_image == 1 && is_resource(a.image, VKM_IMAGE) == 1;
    uint32_t buffer = read == 1 && a.has_buffer == 1 &&
                      is_resource(a.buffer, VKM_BUFFER) == 1;
    vkm_bad[REQ_VK_DED_02964] =
        image == 1 && a.size < vkm_resource[a.image].required;
    vkm_bad[REQ_VK_DED_02965] =
        buffer == 1 && a.size < vkm_resource[a.buffer].required;
    vkm_bad[REQ_VK_DED_01876] =
        image == 1 && source == 1 &&
        (vkm_payload[a.source].dedicated != VKM_IMAGE ||
         vkm_payload[a.source].shape != vkm_resource[a.image].shape);
    vkm_bad[REQ_VK_DED_01877] =
        buffer == 1 && source == 1 &&
        (vkm_payload[a.source].dedicated != VKM_BUFFER ||
         vkm_payload[a.source].shape != vkm_resource[a.buffer].shape);
    if (vkm_bad[REQ_VK_DED_02964] == 1 || vkm_bad[REQ_VK_DED_02965] == 1 ||
        vkm_bad[REQ_VK_DED_01876] == 1 || vkm_bad[REQ_VK_DED_01877] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}
