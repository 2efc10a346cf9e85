/* What can be wrong with vkAllocateMemory: one line per requirement, as its
 * predicate of the same name states it. */
#include "vk_allocate_check.h"
#include "vk_type.h"

/* The three words every check starts from. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_imports(a);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t imports(struct vkm_alloc a)
{
    return a.has_info == 1 && a.stype_ok == 1 && a.has_import == 1 &&
           a.import_type != 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_exports(a);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t exports(struct vkm_alloc a)
{
    return a.has_info == 1 && a.stype_ok == 1 && a.has_export == 1 &&
           a.exports != 0;
}

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_sourced(a);
    ensures   flag:    \result == 0 || \result == 1;
*/
static uint32_t sourced(struct vkm_alloc a)
{
    return imports(a) == 1 &&
           (a.import_type == VKM_TYPE_NT || a.import_type == VKM_TYPE_KMT) &&
           a.source < VKM_PAYLOAD_MAX;
}

int32_t vkm_check_alloc_call(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_ALLOC_DEVICE] = a.device >= VKM_DEVICE_MAX;
    vkm_bad[REQ_VK_ALLOC_INFO] = a.has_info != 1;
    vkm_bad[REQ_VK_ALLOC_MEMORY] = a.has_memory != 1;
    vkm_bad[REQ_VK_ALLOC_STYPE] = a.has_info == 1 && a.stype_ok != 1;
    if (vkm_bad[REQ_VK_ALLOC_DEVICE] == 1 || vkm_bad[REQ_VK_ALLOC_INFO] == 1 ||
        vkm_bad[REQ_VK_ALLOC_MEMORY] == 1 || vkm_bad[REQ_VK_ALLOC_STYPE] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_alloc_size(struct vkm_alloc a)
{
    uint32_t read = a.has_info == 1 && a.stype_ok == 1;
    uint32_t out = exports(a);
    vkm_bad[REQ_VK_ALLOC_01714] = read == 1 && a.type >= vkm_rules.types;
    vkm_bad[REQ_VK_ALLOC_07897] =
        read == 1 && a.size == 0 && imports(a) == 0 && out == 0;
    vkm_bad[REQ_VK_ALLOC_07899] = a.size == 0 && out == 1;
    if (vkm_bad[REQ_VK_ALLOC_01714] == 1 || vkm_bad[REQ_VK_ALLOC_07897] == 1 ||
        vkm_bad[REQ_VK_ALLOC_07899] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_alloc_chain(struct vkm_alloc a)
{
    uint32_t read = a.has_info == 1 && a.stype_ok == 1;
    uint32_t in = imports(a);
    vkm_bad[REQ_VK_ALLOC_06657] = in == 1 && a.imports >= 1;
    vkm_bad[REQ_VK_ALLOC_00640] =
        read == 1 && a.has_export == 1 && a.nv_export == 1;
    vkm_bad[REQ_VK_ALLOC_00641] =
        read == 1 && a.has_import == 1 && a.nv_import == 1;
    vkm_bad[REQ_VK_ALLOC_03333] = in == 1 && a.capture == 1;
    if (vkm_bad[REQ_VK_ALLOC_06657] == 1 || vkm_bad[REQ_VK_ALLOC_00640] == 1 ||
        vkm_bad[REQ_VK_ALLOC_00641] == 1 || vkm_bad[REQ_VK_ALLOC_03333] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_alloc_export(struct vkm_alloc a)
{
    uint32_t out = exports(a);
    uint32_t nt = (a.exports / 2u) % 2u;
    uint32_t win32 = a.has_info == 1 && a.stype_ok == 1 && a.has_export == 1 &&
                     a.has_win32 == 1;
    vkm_bad[REQ_VK_EXPORT_TYPES] = out == 1 && a.exports >= 0x2000u;
    vkm_bad[REQ_VK_EXPORT_09860] =
        out == 1 &&
        (a.exports / 8u != 0 ||
         (vkm_rules.mixed != 1 && a.exports % 2u == 1 && a.exports / 2u != 0));
    vkm_bad[REQ_VK_EXPW32_00657] = win32 == 1 && nt == 0;
    vkm_bad[REQ_VK_EXPW32_ATTRIBUTES] =
        win32 == 1 && nt == 1 && a.attributes_ok != 1;
    vkm_bad[REQ_VK_EXPW32_NAME] =
        win32 == 1 && nt == 1 && imports(a) == 0 && a.named < VKM_PAYLOAD_MAX;
    if (vkm_bad[REQ_VK_EXPORT_TYPES] == 1 ||
        vkm_bad[REQ_VK_EXPORT_09860] == 1 ||
        (vkm_bad[REQ_VK_EXPW32_00657] == 1 &&
         vkm_rules.profile == VKM_STRICT) ||
        vkm_bad[REQ_VK_EXPW32_ATTRIBUTES] == 1 ||
        vkm_bad[REQ_VK_EXPW32_NAME] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_import_form(struct vkm_alloc a)
{
    uint32_t in = imports(a);
    uint32_t known = in == 1 && vkm_is_known(a.import_type) == 1;
    uint32_t nt = vkm_is_nt(a.import_type);
    vkm_bad[REQ_VK_IMPORT_TYPE] = in == 1 && known == 0;
    vkm_bad[REQ_VK_IMPORT_00660] =
        known == 1 && nt == 0 && vkm_is_kmt(a.import_type) == 0;
    vkm_bad[REQ_VK_IMPORT_09861] =
        known == 1 && vkm_is_ours(a.import_type) == 0;
    vkm_bad[REQ_VK_IMPORT_01439] = known == 1 && nt == 0 && a.import_name != 0;
    vkm_bad[REQ_VK_IMPORT_01441] =
        in == 1 && a.import_handle != 0 && a.import_name != 0;
    if (vkm_bad[REQ_VK_IMPORT_TYPE] == 1 || vkm_bad[REQ_VK_IMPORT_00660] == 1 ||
        vkm_bad[REQ_VK_IMPORT_09861] == 1 ||
        vkm_bad[REQ_VK_IMPORT_01439] == 1 || vkm_bad[REQ_VK_IMPORT_01441] == 1)
        return VKM_VALIDATION_FAILED;
    return VKM_OK;
}

int32_t vkm_check_import_source(struct vkm_alloc a)
{
    uint32_t found = sourced(a);
    uint32_t lost =
        imports(a) == 1 && found == 0 &&
        (a.import_type == VKM_TYPE_NT || a.import_type == VKM_TYPE_KMT);
    uint32_t other = found == 1 && a.device < VKM_DEVICE_MAX &&
                     vkm_payload[a.source].gpu != vkm_device[a.device].gpu;
    vkm_bad[REQ_VK_IMPORT_01440] = lost == 1 && a.import_handle == 0;
    vkm_bad[REQ_VK_IMPORT_00661] = lost == 1 && a.import_name == 0;
    vkm_bad[REQ_VK_IMPORT_00659] = other;
    vkm_bad[REQ_VK_IMPORT_01518] = other == 1 && a.import_handle != 0;
    vkm_bad[REQ_VK_IMPORT_01519] = other == 1 && a.import_name != 0;
    if (vkm_bad[REQ_VK_IMPORT_01440] == 1 ||
        vkm_bad[REQ_VK_IMPORT_00661] == 1 || other == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vkm_check_import_match(struct vkm_alloc a)
{
    uint32_t differs =
        sourced(a) == 1 && (a.size != vkm_payload[a.source].size ||
                            a.type != vkm_payload[a.source].type);
    vkm_bad[REQ_VK_ALLOC_01743] = differs;
    if (differs == 0)
        return VKM_OK;
    return vkm_rules.profile == VKM_DRIVER ? VKM_INVALID_EXTERNAL_HANDLE
                                           : VKM_VALIDATION_FAILED;
}

int32_t vkm_check_alloc_heap(struct vkm_alloc a)
{
    uint32_t large = a.has_info == 1 && a.stype_ok == 1 &&
                     a.type < vkm_rules.types && a.size > vkm_type[a.type].heap;
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
