/* What can be wrong with an export or an import that vkAllocateMemory asks
 * for: one function for each requirement, named after it. */
#include "vk/allocate_check.h"
#include "vk/type.h"

/*@ DECIDES(vkm_alloc_win32(a)) */
static uint32_t win32(struct vkm_alloc a)
{
    return vkm_reads(a) == 1 && a.has_export == 1 && a.has_win32 == 1;
}

/*@ DECIDES(VK_EXPORT_TYPES(a)) */
static uint32_t export_types(struct vkm_alloc a)
{
    return vkm_exportable(a) == 1 && a.exports >= 0x2000u;
}

/*@ DECIDES(vkm_reexports(a)) */
static uint32_t reexports(struct vkm_alloc a)
{
    return (a.import_type == VKM_TYPE_FD && a.exports == VKM_TYPE_FD) ||
           ((a.import_type == VKM_TYPE_NT || a.import_type == VKM_TYPE_KMT) &&
            a.exports % 2u == 0);
}

/*@ DECIDES(VK_EXPORT_09860(a)) */
static uint32_t export_09860(struct vkm_alloc a)
{
    return vkm_exportable(a) == 1 &&
           (a.exports / 8u != 0 ||
            (a.exports % 2u == 1 && a.exports / 2u != 0) ||
            (vkm_imports(a) == 1 && reexports(a) == 0));
}

/*@ DECIDES(VK_EXPW32_00657(a)) */
static uint32_t expw32_00657(struct vkm_alloc a)
{
    return win32(a) == 1 && (a.exports / 2u) % 2u == 0;
}

/*@ DECIDES(VK_EXPW32_ATTRIBUTES(a)) */
static uint32_t expw32_attributes(struct vkm_alloc a)
{
    return win32(a) == 1 && (a.exports / 2u) % 2u == 1 && a.attributes_ok != 1;
}

/*@ DECIDES(VK_EXPW32_NAME(a)) */
static uint32_t expw32_name(struct vkm_alloc a)
{
    return win32(a) == 1 && (a.exports / 2u) % 2u == 1 && vkm_imports(a) == 0 &&
           (a.named < VKM_PAYLOAD_MAX || a.name == VKM_NAME_BAD);
}

int32_t vkm_check_alloc_export(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_EXPORT_TYPES] = export_types(a);
    vkm_bad[REQ_VK_EXPORT_09860] = export_09860(a);
    vkm_bad[REQ_VK_EXPW32_00657] = expw32_00657(a);
    vkm_bad[REQ_VK_EXPW32_ATTRIBUTES] = expw32_attributes(a);
    vkm_bad[REQ_VK_EXPW32_NAME] = expw32_name(a);
    return VKM_ANY(VKM_ALLOC_EXPORT_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_IMPORT_TYPE(a)) */
static uint32_t import_type(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && vkm_is_known(a.import_type) == 0;
}

/*@ DECIDES(VK_IMPORT_00660(a)) */
static uint32_t import_00660(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && vkm_is_known(a.import_type) == 1 &&
           vkm_is_nt(a.import_type) == 0 && vkm_is_kmt(a.import_type) == 0;
}

/*@ DECIDES(VK_IMPORT_09861(a)) */
static uint32_t import_09861(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && vkm_is_known(a.import_type) == 1 &&
           vkm_is_ours(a.import_type) == 0;
}

/*@ DECIDES(VK_IMPORT_01439(a)) */
static uint32_t import_01439(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && vkm_is_known(a.import_type) == 1 &&
           vkm_is_nt(a.import_type) == 0 && a.import_name != 0;
}

/*@ DECIDES(VK_IMPORT_01441(a)) */
static uint32_t import_01441(struct vkm_alloc a)
{
    return vkm_imports(a) == 1 && a.import_handle != 0 && a.import_name != 0;
}

int32_t vkm_check_import_form(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_IMPORT_TYPE] = import_type(a);
    vkm_bad[REQ_VK_IMPORT_00660] = import_00660(a);
    vkm_bad[REQ_VK_IMPORT_09861] = import_09861(a);
    vkm_bad[REQ_VK_IMPORT_01439] = import_01439(a);
    vkm_bad[REQ_VK_IMPORT_01441] = import_01441(a);
    return VKM_ANY(VKM_IMPORT_FORM_RULES) ? VKM_VALIDATION_FAILED : VKM_OK;
}

/*@ DECIDES(VK_IMPORT_01440(a)) */
static uint32_t import_01440(struct vkm_alloc a)
{
    return vkm_sought(a) == 1 && a.source >= VKM_PAYLOAD_MAX &&
           a.import_handle == 0;
}

/*@ DECIDES(VK_IMPORT_00661(a)) */
static uint32_t import_00661(struct vkm_alloc a)
{
    return vkm_sought(a) == 1 && a.source >= VKM_PAYLOAD_MAX &&
           a.import_name == 0;
}

/*@ DECIDES(VK_IMPORT_00659(a)) */
static uint32_t import_00659(struct vkm_alloc a)
{
    return vkm_sourced(a) == 1 && a.device < VKM_DEVICE_MAX &&
           vkm_payload[a.source].gpu != vkm_device[a.device].gpu;
}

/*@ DECIDES(VK_IMPORT_01518(a)) */
static uint32_t import_01518(struct vkm_alloc a)
{
    return import_00659(a) == 1 && a.import_handle != 0;
}

/*@ DECIDES(VK_IMPORT_01519(a)) */
static uint32_t import_01519(struct vkm_alloc a)
{
    return import_00659(a) == 1 && a.import_name != 0;
}

int32_t vkm_check_import_source(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_IMPORT_01440] = import_01440(a);
    vkm_bad[REQ_VK_IMPORT_00661] = import_00661(a);
    vkm_bad[REQ_VK_IMPORT_00659] = import_00659(a);
    vkm_bad[REQ_VK_IMPORT_01518] = import_01518(a);
    vkm_bad[REQ_VK_IMPORT_01519] = import_01519(a);
    /* 01518 and 01519 are 00659 again, by handle and by name. */
    if (vkm_bad[REQ_VK_IMPORT_01440] == 1 ||
        vkm_bad[REQ_VK_IMPORT_00661] == 1 || vkm_bad[REQ_VK_IMPORT_00659] == 1)
        return VKM_INVALID_EXTERNAL_HANDLE;
    return VKM_OK;
}

int32_t vkm_check_import_group(struct vkm_alloc a)
{
    vkm_bad[REQ_VK_ALLOC_00643] = vkm_sourced(a) == 1 && a.mask_ok != 1;
    vkm_bad[REQ_VK_ALLOC_00644] = import_00659(a);
    if (vkm_bad[REQ_VK_ALLOC_00643] == 1)
        return VKM_VALIDATION_FAILED;
    return vkm_bad[REQ_VK_ALLOC_00644] == 1 ? VKM_INVALID_EXTERNAL_HANDLE
                                            : VKM_OK;
}

int32_t vkm_check_import_match(struct vkm_alloc a)
{
    uint32_t differs =
        vkm_sourced(a) == 1 && (a.size != vkm_payload[a.source].size ||
                                a.type != vkm_payload[a.source].type);
    vkm_bad[REQ_VK_ALLOC_01743] = differs;
    if (differs == 0)
        return VKM_OK;
    return vkm_rules.profile == VKM_DRIVER ? VKM_INVALID_EXTERNAL_HANDLE
                                           : VKM_VALIDATION_FAILED;
}
