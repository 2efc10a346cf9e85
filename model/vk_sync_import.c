/* What can be wrong with vkImportSemaphoreWin32HandleKHR and
 * vkImportFenceWin32HandleKHR: the call first, then what it brings in. */
#include "vk_sync_import.h"

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_read(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t reads(struct vks_import i)
{
    return i.has_info == 1 && i.stype_ok == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_stype_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_stype(struct vks_import i)
{
    return i.has_info == 1 && i.stype_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_pnext_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_pnext(struct vks_import i)
{
    return reads(i) == 1 && i.next_null != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_object_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_object(struct vks_import i)
{
    return reads(i) == 1 && i.object_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_parent_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_parent(struct vks_import i)
{
    return reads(i) == 1 && i.object_ok == 1 && i.device_ok == 1 &&
           i.parent_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_flags_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_flags(struct vks_import i)
{
    return reads(i) == 1 && i.flags > VKS_TEMPORARY;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_type_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_type(struct vks_import i)
{
    return reads(i) == 1 && i.type != VKS_TYPE_NT && i.type != VKS_TYPE_KMT;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_name_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_name(struct vks_import i)
{
    return reads(i) == 1 && i.has_name == 1 && vks_have_nt(i.kind, i.type) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_both_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_both(struct vks_import i)
{
    return reads(i) == 1 && i.has_handle == 1 && i.has_name == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_sought(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t looks(struct vks_import i)
{
    return reads(i) == 1 && i.object_ok == 1 &&
           (i.type == VKS_TYPE_NT || i.type == VKS_TYPE_KMT) &&
           (i.has_name != 1 || (i.type == VKS_TYPE_NT && i.has_handle != 1));
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_found(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t finds(struct vks_import i)
{
    return looks(i) == 1 && i.resolves == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_no_name(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t no_name(struct vks_import i)
{
    return looks(i) == 1 && i.has_name == 1 && i.resolves != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_no_handle(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t no_handle(struct vks_import i)
{
    return looks(i) == 1 && i.has_name != 1 && i.resolves != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_handle_alien(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t alien_handle(struct vks_import i)
{
    return finds(i) == 1 && i.has_name != 1 && i.same_uuid != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_name_alien(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t alien_name(struct vks_import i)
{
    return finds(i) == 1 && i.has_name == 1 && i.same_uuid != 1;
}

int32_t vks_check_import_semaphore(struct vks_import i)
{
    uint32_t mine = i.kind == VKS_SEMAPHORE;
    vks_bad[REQ_VK_IMPSEM_DEVICE] = mine == 1 && i.device_ok != 1;
    vks_bad[REQ_VK_IMPSEM_INFO] = mine == 1 && i.has_info != 1;
    vks_bad[REQ_VK_IMPSEM_STYPE] = mine == 1 && bad_stype(i) == 1;
    vks_bad[REQ_VK_IMPSEM_PNEXT] = mine == 1 && bad_pnext(i) == 1;
    vks_bad[REQ_VK_IMPSEM_SEMAPHORE] = mine == 1 && bad_object(i) == 1;
    vks_bad[REQ_VK_IMPSEM_PARENT] = mine == 1 && bad_parent(i) == 1;
    vks_bad[REQ_VK_IMPSEM_FLAGS] = mine == 1 && bad_flags(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01140] = mine == 1 && bad_type(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01466] = mine == 1 && bad_name(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01469] = mine == 1 && bad_both(i) == 1;
    if (vks_bad[REQ_VK_IMPSEM_DEVICE] == 1 ||
        vks_bad[REQ_VK_IMPSEM_INFO] == 1 || vks_bad[REQ_VK_IMPSEM_STYPE] == 1 ||
        vks_bad[REQ_VK_IMPSEM_PNEXT] == 1 ||
        vks_bad[REQ_VK_IMPSEM_SEMAPHORE] == 1 ||
        vks_bad[REQ_VK_IMPSEM_PARENT] == 1 ||
        vks_bad[REQ_VK_IMPSEM_FLAGS] == 1 ||
        vks_bad[REQ_VK_IMPSEM_01140] == 1 ||
        vks_bad[REQ_VK_IMPSEM_01466] == 1 || vks_bad[REQ_VK_IMPSEM_01469] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_check_import_fence(struct vks_import i)
{
    uint32_t mine = i.kind == VKS_FENCE;
    vks_bad[REQ_VK_IMPFENCE_DEVICE] = mine == 1 && i.device_ok != 1;
    vks_bad[REQ_VK_IMPFENCE_INFO] = mine == 1 && i.has_info != 1;
    vks_bad[REQ_VK_IMPFENCE_STYPE] = mine == 1 && bad_stype(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_PNEXT] = mine == 1 && bad_pnext(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_FENCE] = mine == 1 && bad_object(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_PARENT] = mine == 1 && bad_parent(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_FLAGS] = mine == 1 && bad_flags(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01457] = mine == 1 && bad_type(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01459] = mine == 1 && bad_name(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01462] = mine == 1 && bad_both(i) == 1;
    if (vks_bad[REQ_VK_IMPFENCE_DEVICE] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_INFO] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_STYPE] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_PNEXT] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_FENCE] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_PARENT] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_FLAGS] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01457] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01459] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01462] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vks_check_semaphore_payload(struct vks_import i)
{
    uint32_t mine = i.kind == VKS_SEMAPHORE;
    uint32_t found = mine == 1 && finds(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01467] = mine == 1 && no_name(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01468] = mine == 1 && no_handle(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01542] = mine == 1 && alien_handle(i) == 1;
    vks_bad[REQ_VK_IMPSEM_01543] = mine == 1 && alien_name(i) == 1;
    vks_bad[REQ_VK_IMPSEM_03261] = found == 1 && i.same_flags != 1;
    vks_bad[REQ_VK_IMPSEM_03262] = found == 1 && i.same_timeline != 1;
    vks_bad[REQ_VK_IMPSEM_03322] =
        found == 1 && i.timeline == 1 && i.flags % 2u == VKS_TEMPORARY;
    if (vks_bad[REQ_VK_IMPSEM_03261] == 1 ||
        vks_bad[REQ_VK_IMPSEM_03262] == 1 || vks_bad[REQ_VK_IMPSEM_03322] == 1)
        return VKM_VALIDATION_FAILED;
    if (vks_bad[REQ_VK_IMPSEM_01467] == 1 ||
        vks_bad[REQ_VK_IMPSEM_01468] == 1 ||
        vks_bad[REQ_VK_IMPSEM_01542] == 1 || vks_bad[REQ_VK_IMPSEM_01543] == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vks_check_fence_payload(struct vks_import i)
{
    uint32_t mine = i.kind == VKS_FENCE;
    uint32_t read = mine == 1 && reads(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01460] = mine == 1 && no_name(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01461] = mine == 1 && no_handle(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01539] = mine == 1 && alien_handle(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_01540] = mine == 1 && alien_name(i) == 1;
    vks_bad[REQ_VK_IMPFENCE_04448] =
        read == 1 && i.object_ok == 1 && i.pending == 1;
    if (vks_bad[REQ_VK_IMPFENCE_04448] == 1)
        return VKM_VALIDATION_FAILED;
    if (vks_bad[REQ_VK_IMPFENCE_01460] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01461] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01539] == 1 ||
        vks_bad[REQ_VK_IMPFENCE_01540] == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vks_import(struct vks_import i)
{
    int32_t semaphore, fence, its, theirs;
    vks_hush();
    semaphore = vks_check_import_semaphore(i);
    fence = vks_check_import_fence(i);
    its = vks_check_semaphore_payload(i);
    theirs = vks_check_fence_payload(i);
    if (semaphore != VKM_OK || fence != VKM_OK)
        return VKM_VALIDATION_FAILED;
    return its != VKM_OK ? its : theirs;
}
