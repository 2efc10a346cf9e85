/* What can be wrong with vkImportSemaphoreWin32HandleKHR and
 * vkImportFenceWin32HandleKHR: the call, and what it brings in. One function
 * for each rule that the two have in common, asked for one kind. */
#include "vk/sync_import.h"

/*@ DECIDES(vkr_import_read(i)) */
static uint32_t reads(struct vkr_import i)
{
    return i.has_info == 1 && i.stype_ok == 1;
}

/*@ DECIDES(vkr_import_named(i)) */
static uint32_t names(struct vkr_import i)
{
    return reads(i) == 1 && i.object_ok == 1;
}

/*@ DECIDES(vkr_import_looks(i)) */
static uint32_t looks(struct vkr_import i)
{
    return names(i) == 1 && (i.type == VKR_TYPE_NT || i.type == VKR_TYPE_KMT) &&
           (i.has_name != 1 || (i.type == VKR_TYPE_NT && i.has_handle != 1));
}

/*@ DECIDES(vkr_import_finds(i)) */
static uint32_t finds(struct vkr_import i)
{
    return looks(i) == 1 && i.resolves == 1;
}

/*@ DECIDES(i.kind == kind && i.device_ok != 1) */
static uint32_t bad_device(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && i.device_ok != 1;
}

/*@ DECIDES(i.kind == kind && i.has_info != 1) */
static uint32_t bad_info(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && i.has_info != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_stype_bad(i)) */
static uint32_t bad_stype(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && i.has_info == 1 && i.stype_ok != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_pnext_bad(i)) */
static uint32_t bad_pnext(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.next_null != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_object_bad(i)) */
static uint32_t bad_object(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.object_ok != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_parent_bad(i)) */
static uint32_t bad_parent(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && names(i) == 1 && i.device_ok == 1 &&
           i.parent_ok != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_flags_bad(i)) */
static uint32_t bad_flags(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.flags > VKR_TEMPORARY;
}

/*@ DECIDES(i.kind == kind && vkr_import_type_bad(i)) */
static uint32_t bad_type(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.type != VKR_TYPE_NT &&
           i.type != VKR_TYPE_KMT;
}

/*@ DECIDES(i.kind == kind && vkr_import_name_bad(i)) */
static uint32_t bad_name(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.has_name == 1 &&
           vkr_have_nt(i.kind, i.type) == 0;
}

/*@ DECIDES(i.kind == kind && vkr_import_both_bad(i)) */
static uint32_t bad_both(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && reads(i) == 1 && i.has_handle == 1 &&
           i.has_name == 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_no_name(i)) */
static uint32_t no_name(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && looks(i) == 1 && i.has_name == 1 &&
           i.resolves != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_no_handle(i)) */
static uint32_t no_handle(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && looks(i) == 1 && i.has_name != 1 &&
           i.resolves != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_handle_other_uuid(i)) */
static uint32_t handle_other_uuid(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && finds(i) == 1 && i.has_name != 1 &&
           i.same_uuid != 1;
}

/*@ DECIDES(i.kind == kind && vkr_import_name_other_uuid(i)) */
static uint32_t name_other_uuid(uint32_t kind, struct vkr_import i)
{
    return i.kind == kind && finds(i) == 1 && i.has_name == 1 &&
           i.same_uuid != 1;
}

/*@ DECIDES(VK_IMPFENCE_04448(i)) */
static uint32_t impfence_04448(struct vkr_import i)
{
    return i.kind == VKR_FENCE && names(i) == 1 && i.pending == 1;
}

/*@ DECIDES(VK_IMPSEM_03261(i)) */
static uint32_t impsem_03261(struct vkr_import i)
{
    return i.kind == VKR_SEMAPHORE && finds(i) == 1 && i.same_flags != 1;
}

/*@ DECIDES(VK_IMPSEM_03262(i)) */
static uint32_t impsem_03262(struct vkr_import i)
{
    return i.kind == VKR_SEMAPHORE && finds(i) == 1 && i.same_timeline != 1;
}

/*@ DECIDES(VK_IMPSEM_03322(i)) */
static uint32_t impsem_03322(struct vkr_import i)
{
    return i.kind == VKR_SEMAPHORE && finds(i) == 1 && i.timeline == 1 &&
           i.flags % 2u == 1;
}

#define FIRST(R, first, second, name, ...)                                     \
    vkr_bad[REQ_VK_##first] = bad_##name(VKR_SEMAPHORE, i);
#define SECOND(R, first, second, name, ...)                                    \
    vkr_bad[REQ_VK_##second] = bad_##name(VKR_FENCE, i);

int32_t vkr_check_import_semaphore(struct vkr_import i)
{
    VKR_IMPORT_PAIRS(FIRST, )
    return VKR_ANY(VKR_IMPORT_SEMAPHORE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vkr_check_import_fence(struct vkr_import i)
{
    VKR_IMPORT_PAIRS(SECOND, )
    vkr_bad[REQ_VK_IMPFENCE_04448] = impfence_04448(i);
    return VKR_ANY(VKR_IMPORT_FENCE_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

#define FIRST_PAYLOAD(R, first, second, name, ...)                             \
    vkr_bad[REQ_VK_##first] = name(VKR_SEMAPHORE, i);
#define SECOND_PAYLOAD(R, first, second, name, ...)                            \
    vkr_bad[REQ_VK_##second] = name(VKR_FENCE, i);

int32_t vkr_check_semaphore_payload(struct vkr_import i)
{
    VKR_PAYLOAD_PAIRS(FIRST_PAYLOAD, )
    vkr_bad[REQ_VK_IMPSEM_03261] = impsem_03261(i);
    vkr_bad[REQ_VK_IMPSEM_03262] = impsem_03262(i);
    vkr_bad[REQ_VK_IMPSEM_03322] = impsem_03322(i);
    if (VKR_ANY(VKR_SEMAPHORE_MATCH_RULES))
        return VKM_VALIDATION_FAILED;
    return VKR_ANY(VKR_SEMAPHORE_PAYLOAD_RULES) ? VKM_INVALID_EXTERNAL_HANDLE
                                                : VKM_OK;
}

int32_t vkr_check_fence_payload(struct vkr_import i)
{
    VKR_PAYLOAD_PAIRS(SECOND_PAYLOAD, )
    return VKR_ANY(VKR_FENCE_PAYLOAD_RULES) ? VKM_INVALID_EXTERNAL_HANDLE
                                            : VKM_OK;
}

int32_t vkr_import(struct vkr_import i)
{
    int32_t semaphore, fence, its, theirs;
    vkr_clear_reports();
    semaphore = vkr_check_import_semaphore(i);
    fence = vkr_check_import_fence(i);
    its = vkr_check_semaphore_payload(i);
    theirs = vkr_check_fence_payload(i);
    if (semaphore != VKM_OK || fence != VKM_OK)
        return VKM_VALIDATION_FAILED;
    return its != VKM_OK ? its : theirs;
}
