/* What can be wrong with vkImportSemaphoreWin32HandleKHR and
 * vkImportFenceWin32HandleKHR: the call, and what it brings in. One function
 * for each rule that the two have in common, asked for one kind. */
#include "vk/sync_import.h"

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
    ensures   iff:     \result == 1 <==> vks_import_named(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t names(struct vks_import i)
{
    return reads(i) == 1 && i.object_ok == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_looks(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t looks(struct vks_import i)
{
    return names(i) == 1 && (i.type == VKS_TYPE_NT || i.type == VKS_TYPE_KMT) &&
           (i.has_name != 1 || (i.type == VKS_TYPE_NT && i.has_handle != 1));
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vks_import_finds(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t finds(struct vks_import i)
{
    return looks(i) == 1 && i.resolves == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && i.device_ok != 1;
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_device(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && i.device_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && i.has_info != 1;
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_info(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && i.has_info != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_stype_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_stype(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && i.has_info == 1 && i.stype_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_pnext_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_pnext(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.next_null != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_object_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_object(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.object_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_parent_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_parent(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && names(i) == 1 && i.device_ok == 1 &&
           i.parent_ok != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_flags_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_flags(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.flags > VKS_TEMPORARY;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_type_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_type(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.type != VKS_TYPE_NT &&
           i.type != VKS_TYPE_KMT;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_name_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_name(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.has_name == 1 &&
           vks_have_nt(i.kind, i.type) == 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_both_bad(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t bad_both(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && reads(i) == 1 && i.has_handle == 1 &&
           i.has_name == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_no_name(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t no_name(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && looks(i) == 1 && i.has_name == 1 &&
           i.resolves != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_no_handle(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t no_handle(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && looks(i) == 1 && i.has_name != 1 &&
           i.resolves != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_handle_alien(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t alien_handle(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && finds(i) == 1 && i.has_name != 1 &&
           i.same_uuid != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> i.kind == kind && vks_import_name_alien(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t alien_name(uint32_t kind, struct vks_import i)
{
    return i.kind == kind && finds(i) == 1 && i.has_name == 1 &&
           i.same_uuid != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_IMPFENCE_04448(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t impfence_04448(struct vks_import i)
{
    return i.kind == VKS_FENCE && names(i) == 1 && i.pending == 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_IMPSEM_03261(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t impsem_03261(struct vks_import i)
{
    return i.kind == VKS_SEMAPHORE && finds(i) == 1 && i.same_flags != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_IMPSEM_03262(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t impsem_03262(struct vks_import i)
{
    return i.kind == VKS_SEMAPHORE && finds(i) == 1 && i.same_timeline != 1;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> VK_IMPSEM_03322(i);
    ensures   flag:    \result <= 1;
*/
static uint32_t impsem_03322(struct vks_import i)
{
    return i.kind == VKS_SEMAPHORE && finds(i) == 1 && i.timeline == 1 &&
           i.flags % 2u == 1;
}

int32_t vks_check_import_semaphore(struct vks_import i)
{
    uint32_t bad;
    vks_bad[REQ_VK_IMPSEM_DEVICE] = bad_device(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_INFO] = bad_info(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_STYPE] = bad_stype(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_PNEXT] = bad_pnext(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_SEMAPHORE] = bad_object(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_PARENT] = bad_parent(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_FLAGS] = bad_flags(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01140] = bad_type(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01466] = bad_name(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01469] = bad_both(VKS_SEMAPHORE, i);
    bad = vks_bad[REQ_VK_IMPSEM_DEVICE] + vks_bad[REQ_VK_IMPSEM_INFO] +
          vks_bad[REQ_VK_IMPSEM_STYPE] + vks_bad[REQ_VK_IMPSEM_PNEXT] +
          vks_bad[REQ_VK_IMPSEM_SEMAPHORE] + vks_bad[REQ_VK_IMPSEM_PARENT] +
          vks_bad[REQ_VK_IMPSEM_FLAGS] + vks_bad[REQ_VK_IMPSEM_01140] +
          vks_bad[REQ_VK_IMPSEM_01466] + vks_bad[REQ_VK_IMPSEM_01469];
    return bad > 0 ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vks_check_import_fence(struct vks_import i)
{
    uint32_t bad;
    vks_bad[REQ_VK_IMPFENCE_DEVICE] = bad_device(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_INFO] = bad_info(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_STYPE] = bad_stype(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_PNEXT] = bad_pnext(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_FENCE] = bad_object(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_PARENT] = bad_parent(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_04448] = impfence_04448(i);
    vks_bad[REQ_VK_IMPFENCE_FLAGS] = bad_flags(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01457] = bad_type(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01459] = bad_name(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01462] = bad_both(VKS_FENCE, i);
    bad = vks_bad[REQ_VK_IMPFENCE_DEVICE] + vks_bad[REQ_VK_IMPFENCE_INFO] +
          vks_bad[REQ_VK_IMPFENCE_STYPE] + vks_bad[REQ_VK_IMPFENCE_PNEXT] +
          vks_bad[REQ_VK_IMPFENCE_FENCE] + vks_bad[REQ_VK_IMPFENCE_PARENT] +
          vks_bad[REQ_VK_IMPFENCE_04448] + vks_bad[REQ_VK_IMPFENCE_FLAGS] +
          vks_bad[REQ_VK_IMPFENCE_01457] + vks_bad[REQ_VK_IMPFENCE_01459] +
          vks_bad[REQ_VK_IMPFENCE_01462];
    return bad > 0 ? VKM_VALIDATION_FAILED : VKM_OK;
}

int32_t vks_check_semaphore_payload(struct vks_import i)
{
    uint32_t bad, alien;
    vks_bad[REQ_VK_IMPSEM_01467] = no_name(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01468] = no_handle(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01542] = alien_handle(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_01543] = alien_name(VKS_SEMAPHORE, i);
    vks_bad[REQ_VK_IMPSEM_03261] = impsem_03261(i);
    vks_bad[REQ_VK_IMPSEM_03262] = impsem_03262(i);
    vks_bad[REQ_VK_IMPSEM_03322] = impsem_03322(i);
    bad = vks_bad[REQ_VK_IMPSEM_03261] + vks_bad[REQ_VK_IMPSEM_03262] +
          vks_bad[REQ_VK_IMPSEM_03322];
    alien = vks_bad[REQ_VK_IMPSEM_01467] + vks_bad[REQ_VK_IMPSEM_01468] +
            vks_bad[REQ_VK_IMPSEM_01542] + vks_bad[REQ_VK_IMPSEM_01543];
    if (bad > 0)
        return VKM_VALIDATION_FAILED;
    return alien > 0 ? VKM_INVALID_EXTERNAL_HANDLE : VKM_OK;
}

int32_t vks_check_fence_payload(struct vks_import i)
{
    uint32_t alien;
    vks_bad[REQ_VK_IMPFENCE_01460] = no_name(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01461] = no_handle(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01539] = alien_handle(VKS_FENCE, i);
    vks_bad[REQ_VK_IMPFENCE_01540] = alien_name(VKS_FENCE, i);
    alien = vks_bad[REQ_VK_IMPFENCE_01460] + vks_bad[REQ_VK_IMPFENCE_01461] +
            vks_bad[REQ_VK_IMPFENCE_01539] + vks_bad[REQ_VK_IMPFENCE_01540];
    return alien > 0 ? VKM_INVALID_EXTERNAL_HANDLE : VKM_OK;
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
