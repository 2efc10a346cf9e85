/* What can be wrong with vkCreateBuffer and vkCreateImage: one function for
 * each requirement, named after it. */
#include "vk/resource.h"
#include "vk/type.h"

/*@ DECIDES(vkm_create_read(r)) */
static uint32_t reads(struct vkm_create r)
{
    return r.has_info == 1 && r.stype_ok == 1;
}

/*@ DECIDES(VK_CREATE_STYPE(r)) */
static uint32_t create_stype(struct vkm_create r)
{
    return r.has_info == 1 && r.stype_ok != 1;
}

/*@ DECIDES(VK_BUFFER_00912(r)) */
static uint32_t buffer_00912(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_BUFFER && r.size == 0;
}

int32_t vkm_check_create_call(struct vkm_create r)
{
    vkm_bad[REQ_VK_CREATE_DEVICE] = r.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_CREATE_INFO] = r.has_info != 1;
    vkm_bad[REQ_VK_CREATE_OUT] = r.has_out != 1;
    vkm_bad[REQ_VK_CREATE_STYPE] = create_stype(r);
    vkm_bad[REQ_VK_BUFFER_00912] = buffer_00912(r);
    return VKM_ANY(VKM_CREATE_CALL_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/* 1 when the types may be used together. */
/*@ DECIDES(vkm_types_agree(types)) */
static uint32_t agree(uint32_t types)
{
    return types == 0 || vkm_is_known(types) == 1 ||
           types == VKM_TYPE_NT + VKM_TYPE_KMT;
}

/*@ DECIDES(VK_BUFFER_TYPES(r)) */
static uint32_t buffer_types(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_BUFFER && r.types >= 0x2000u;
}

/*@ DECIDES(VK_BUFFER_00920(r)) */
static uint32_t buffer_00920(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_BUFFER && agree(r.types) == 0;
}

/*@ DECIDES(VK_IMAGE_TYPES(r)) */
static uint32_t image_types(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_IMAGE && r.types >= 0x2000u;
}

/*@ DECIDES(VK_IMAGE_00990(r)) */
static uint32_t image_00990(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_IMAGE && agree(r.types) == 0;
}

/*@ DECIDES(VK_IMAGE_01443(r)) */
static uint32_t image_01443(struct vkm_create r)
{
    return reads(r) == 1 && r.kind == VKM_IMAGE && r.types != 0 &&
           r.layout_ok != 1;
}

int32_t vkm_check_create_types(struct vkm_create r)
{
    vkm_bad[REQ_VK_BUFFER_TYPES] = buffer_types(r);
    vkm_bad[REQ_VK_BUFFER_00920] = buffer_00920(r);
    vkm_bad[REQ_VK_IMAGE_TYPES] = image_types(r);
    vkm_bad[REQ_VK_IMAGE_00990] = image_00990(r);
    vkm_bad[REQ_VK_IMAGE_01443] = image_01443(r);
    return VKM_ANY(VKM_CREATE_TYPES_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}
