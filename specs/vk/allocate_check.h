/* vkAllocateMemory: the call, and what can be wrong with it. What it does is
 * in vk/allocate.h. How to read a contract: vk/step.h.
 *
 * A structure absent from the pNext chain has its has_ field 0, and its other
 * fields count for nothing.
 */
#ifndef HLOCAL_SPECS_VK_ALLOCATE_CHECK_H
#define HLOCAL_SPECS_VK_ALLOCATE_CHECK_H

#include "vk/find.h"
#include "vk/require.h"

/* The pNext chain: as it should be; with a structure that has no place in it;
 * with one structure type twice, so that its meaning is anybody's guess. */
#define VKM_CHAIN_GOOD 0u
#define VKM_CHAIN_ALIEN 1u
#define VKM_CHAIN_TWICE 2u

/* The number of a string that cannot name anything. */
#define VKM_NAME_BAD 0xFFFFFFFFu

/* One call, and what the implementation chose. */
struct vkm_alloc {
    uint64_t size;          /* allocationSize, bytes */
    uint64_t import_handle; /* HANDLE or number; 0: NULL */
    uint64_t id;            /* *pMemory */
    uint32_t device;        /* index; VKM_DEVICE_MAX: no live VkDevice */
    uint32_t has_info;      /* 0 or 1: pAllocateInfo is not NULL */
    uint32_t has_memory;    /* 0 or 1: pMemory is not NULL */
    uint32_t stype_ok;      /* 0 or 1 */
    uint32_t type;          /* memoryTypeIndex */
    uint32_t has_export;    /* VkExportMemoryAllocateInfo */
    uint32_t exports;       /*   handleTypes */
    uint32_t has_win32;     /* VkExportMemoryWin32HandleInfoKHR */
    uint32_t attributes_ok; /*   0 or 1: pAttributes is NULL or valid */
    uint32_t inherit;       /*   0 or 1: pAttributes->bInheritHandle */
    uint32_t name;          /*   number of the name; 0: NULL; VKM_NAME_BAD */
    uint32_t named;         /*   the payload it means beforehand */
    uint32_t has_import;    /* VkImportMemoryWin32HandleInfoKHR */
    uint32_t import_type;   /*   handleType; 0: no import */
    uint32_t import_name;   /*   likewise */
    uint32_t source;        /*   the payload it means beforehand */
    uint32_t mask_ok;       /* 0 or 1: deviceMask is 1, or not given */
    uint32_t chain;         /* VKM_CHAIN_... */
    uint32_t imports;       /* other import operations in the chain */
    uint32_t nv_export;     /* 0 or 1: a structure of NV's export is there */
    uint32_t nv_import;     /* 0 or 1: likewise */
    uint32_t capture;       /* 0 or 1: opaqueCaptureAddress is not 0 */
    uint32_t has_image;     /* VkMemoryDedicatedAllocateInfo::image not NULL */
    uint32_t image;         /*   index; VKM_RESOURCE_MAX: no live resource */
    uint32_t has_buffer;    /* ...::buffer not NULL */
    uint32_t buffer;        /*   index; VKM_RESOURCE_MAX: no live resource */
    uint32_t slot;          /* vkm_vacant_memory() */
    uint32_t room;          /* vkm_vacant_payload() */
    uint32_t at;            /* the memory object `id` means beforehand */
    uint32_t fault_armed;   /* 1: a fault is injected into the call */
    int32_t fault;          /* the VkResult of that fault, or 0 */
};

#include "vk/allocate.acsl"

/* Five words that the checks share: 1 for yes. */
/* The structure is there and is what it says. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_read(a);
    ensures   flag:    \result <= 1;
*/
uint32_t vkm_reads(struct vkm_alloc a);

/* The call imports through a Win32 handle. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_imports(a);
    ensures   flag:    \result <= 1;
*/
uint32_t vkm_imports(struct vkm_alloc a);

/* The memory is to be exported. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_exports(a);
    ensures   flag:    \result <= 1;
*/
uint32_t vkm_exportable(struct vkm_alloc a);

/* The import is of a type whose handles can be looked up. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_sought(a);
    ensures   flag:    \result <= 1;
*/
uint32_t vkm_sought(struct vkm_alloc a);

/* ... and was found. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   iff:     \result == 1 <==> vkm_alloc_sourced(a);
    ensures   flag:    \result <= 1;
*/
uint32_t vkm_sourced(struct vkm_alloc a);

/* What is wrong with the call itself. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_DEVICE],
                       vkm_bad[REQ_VK_ALLOC_INFO],
                       vkm_bad[REQ_VK_ALLOC_MEMORY],
                       vkm_bad[REQ_VK_ALLOC_STYPE],
                       vkm_bad[REQ_VK_ALLOC_UNIQUE],
                       vkm_bad[REQ_VK_ALLOC_PNEXT];
    ensures   answer:  vkm_alloc_call_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_ALLOC_DEVICE:  // no valid VkDevice
      ensures iff: vkm_reported(REQ_VK_ALLOC_DEVICE) <==> VK_ALLOC_DEVICE(a);
      ensures no:  VK_ALLOC_DEVICE(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_INFO:  // NULL
      ensures iff: vkm_reported(REQ_VK_ALLOC_INFO) <==> VK_ALLOC_INFO(a);
      ensures no:  VK_ALLOC_INFO(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_MEMORY:  // NULL
      ensures iff: vkm_reported(REQ_VK_ALLOC_MEMORY) <==> VK_ALLOC_MEMORY(a);
      ensures no:  VK_ALLOC_MEMORY(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_STYPE:
      ensures iff: vkm_reported(REQ_VK_ALLOC_STYPE) <==> VK_ALLOC_STYPE(a);
      ensures no:  VK_ALLOC_STYPE(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_UNIQUE:  // one structure type twice
      ensures iff: vkm_reported(REQ_VK_ALLOC_UNIQUE) <==> VK_ALLOC_UNIQUE(a);
      ensures no:  VK_ALLOC_UNIQUE(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_PNEXT:   // a structure that has no place there
      ensures iff: vkm_reported(REQ_VK_ALLOC_PNEXT) <==> VK_ALLOC_PNEXT(a);
      ensures no:  VK_ALLOC_PNEXT(a) ==> vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_alloc_call(struct vkm_alloc a);

/* Size and memory type. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_01714],
                       vkm_bad[REQ_VK_ALLOC_07897],
                       vkm_bad[REQ_VK_ALLOC_07899];
    ensures   answer:  vkm_alloc_size_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_ALLOC_01714:  // no such memory type
      ensures iff: vkm_reported(REQ_VK_ALLOC_01714) <==> VK_ALLOC_01714(a);
      ensures no:  VK_ALLOC_01714(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_07897:  // 239: 00638; no bytes
      ensures iff: vkm_reported(REQ_VK_ALLOC_07897) <==> VK_ALLOC_07897(a);
      ensures no:  VK_ALLOC_07897(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_07899:  // 239: 00638; no bytes to export
      ensures iff: vkm_reported(REQ_VK_ALLOC_07899) <==> VK_ALLOC_07899(a);
      ensures no:  VK_ALLOC_07899(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_alloc_size(struct vkm_alloc a);

/* Structures that do not go together. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_06657],
                       vkm_bad[REQ_VK_ALLOC_00640],
                       vkm_bad[REQ_VK_ALLOC_00641],
                       vkm_bad[REQ_VK_ALLOC_03333];
    ensures   answer:  vkm_alloc_chain_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_ALLOC_06657:  // more than one import
      ensures iff: vkm_reported(REQ_VK_ALLOC_06657) <==> VK_ALLOC_06657(a);
      ensures no:  VK_ALLOC_06657(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_00640:  // KHR and NV export
      ensures iff: vkm_reported(REQ_VK_ALLOC_00640) <==> VK_ALLOC_00640(a);
      ensures no:  VK_ALLOC_00640(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_00641:  // KHR and NV import
      ensures iff: vkm_reported(REQ_VK_ALLOC_00641) <==> VK_ALLOC_00641(a);
      ensures no:  VK_ALLOC_00641(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_03333:  // a capture address for an import
      ensures iff: vkm_reported(REQ_VK_ALLOC_03333) <==> VK_ALLOC_03333(a);
      ensures no:  VK_ALLOC_03333(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_alloc_chain(struct vkm_alloc a);

/* What it is to be exported as. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_EXPORT_TYPES],
                       vkm_bad[REQ_VK_EXPORT_09860],
                       vkm_bad[REQ_VK_EXPW32_00657],
                       vkm_bad[REQ_VK_EXPW32_ATTRIBUTES],
                       vkm_bad[REQ_VK_EXPW32_NAME];
    ensures   answer:  vkm_alloc_export_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_EXPORT_TYPES:  // unknown bits
      ensures iff: vkm_reported(REQ_VK_EXPORT_TYPES) <==> VK_EXPORT_TYPES(a);
      ensures no:  VK_EXPORT_TYPES(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPORT_09860:  // 239: 00656; unsupported, or incompatible
      ensures iff: vkm_reported(REQ_VK_EXPORT_09860) <==> VK_EXPORT_09860(a);
      ensures no:  VK_EXPORT_09860(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPW32_00657:  // for an export that has no NT handles
      ensures iff: vkm_reported(REQ_VK_EXPW32_00657) <==> VK_EXPW32_00657(a);
      ensures no:  VK_EXPW32_00657(a) ==> vkm_rules.profile == VKM_STRICT ==>
                       \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPW32_ATTRIBUTES:  // not a SECURITY_ATTRIBUTES
      ensures iff: vkm_reported(REQ_VK_EXPW32_ATTRIBUTES) <==> VK_EXPW32_ATTRIBUTES(a);
      ensures no:  VK_EXPW32_ATTRIBUTES(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_EXPW32_NAME:  // the name is taken, or no name
      ensures iff: vkm_reported(REQ_VK_EXPW32_NAME) <==> VK_EXPW32_NAME(a);
      ensures no:  VK_EXPW32_NAME(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_alloc_export(struct vkm_alloc a);

/* The import as it is written. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_IMPORT_TYPE],
                       vkm_bad[REQ_VK_IMPORT_00660],
                       vkm_bad[REQ_VK_IMPORT_09861],
                       vkm_bad[REQ_VK_IMPORT_01439],
                       vkm_bad[REQ_VK_IMPORT_01441];
    ensures   answer:  vkm_import_form_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_IMPORT_TYPE:  // not exactly one valid bit
      ensures iff: vkm_reported(REQ_VK_IMPORT_TYPE) <==> VK_IMPORT_TYPE(a);
      ensures no:  VK_IMPORT_TYPE(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPORT_00660:  // neither NT nor global share handle
      ensures iff: vkm_reported(REQ_VK_IMPORT_00660) <==> VK_IMPORT_00660(a);
      ensures no:  VK_IMPORT_00660(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPORT_09861:  // 239: 00658; cannot be imported
      ensures iff: vkm_reported(REQ_VK_IMPORT_09861) <==> VK_IMPORT_09861(a);
      ensures no:  VK_IMPORT_09861(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPORT_01439:  // a name for a type without names
      ensures iff: vkm_reported(REQ_VK_IMPORT_01439) <==> VK_IMPORT_01439(a);
      ensures no:  VK_IMPORT_01439(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_IMPORT_01441:  // both a handle and a name
      ensures iff: vkm_reported(REQ_VK_IMPORT_01441) <==> VK_IMPORT_01441(a);
      ensures no:  VK_IMPORT_01441(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_import_form(struct vkm_alloc a);

/* What the import means. An external handle that means nothing must be
 * refused with this code. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_IMPORT_01440],
                       vkm_bad[REQ_VK_IMPORT_00661],
                       vkm_bad[REQ_VK_IMPORT_00659],
                       vkm_bad[REQ_VK_IMPORT_01518],
                       vkm_bad[REQ_VK_IMPORT_01519];
    ensures   answer:  vkm_import_source_bad(a)
                       ? \result == VKM_INVALID_EXTERNAL_HANDLE
                       : \result == VKM_OK;

    behavior VK_IMPORT_01440:  // no handle, and no such name
      ensures iff: vkm_reported(REQ_VK_IMPORT_01440) <==> VK_IMPORT_01440(a);
      ensures no:  VK_IMPORT_01440(a) ==> \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPORT_00661:  // no name, and no such handle
      ensures iff: vkm_reported(REQ_VK_IMPORT_00661) <==> VK_IMPORT_00661(a);
      ensures no:  VK_IMPORT_00661(a) ==> \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPORT_00659:  // of another physical device
      ensures iff: vkm_reported(REQ_VK_IMPORT_00659) <==> VK_IMPORT_00659(a);
      ensures no:  VK_IMPORT_00659(a) ==> \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPORT_01518:  // the UUIDs differ, by handle
      ensures iff: vkm_reported(REQ_VK_IMPORT_01518) <==> VK_IMPORT_01518(a);
      ensures no:  VK_IMPORT_01518(a) ==> \result == VKM_INVALID_EXTERNAL_HANDLE;
    behavior VK_IMPORT_01519:  // the UUIDs differ, by name
      ensures iff: vkm_reported(REQ_VK_IMPORT_01519) <==> VK_IMPORT_01519(a);
      ensures no:  VK_IMPORT_01519(a) ==> \result == VKM_INVALID_EXTERNAL_HANDLE;
*/
int32_t vkm_check_import_source(struct vkm_alloc a);

/* What it is dedicated to. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_DED_01432],
                       vkm_bad[REQ_VK_DED_IMAGE],
                       vkm_bad[REQ_VK_DED_BUFFER],
                       vkm_bad[REQ_VK_DED_PARENT];
    ensures   answer:  vkm_dedicated_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_DED_01432:  // both an image and a buffer
      ensures iff: vkm_reported(REQ_VK_DED_01432) <==> VK_DED_01432(a);
      ensures no:  VK_DED_01432(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_IMAGE:  // no valid VkImage
      ensures iff: vkm_reported(REQ_VK_DED_IMAGE) <==> VK_DED_IMAGE(a);
      ensures no:  VK_DED_IMAGE(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_BUFFER:  // no valid VkBuffer
      ensures iff: vkm_reported(REQ_VK_DED_BUFFER) <==> VK_DED_BUFFER(a);
      ensures no:  VK_DED_BUFFER(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_PARENT:  // of another device
      ensures iff: vkm_reported(REQ_VK_DED_PARENT) <==> VK_DED_PARENT(a);
      ensures no:  VK_DED_PARENT(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_dedicated(struct vkm_alloc a);

/* Whether it fits what it is dedicated to. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_DED_02964],
                       vkm_bad[REQ_VK_DED_02965],
                       vkm_bad[REQ_VK_DED_01876],
                       vkm_bad[REQ_VK_DED_01877];
    ensures   answer:  vkm_dedicated_fit_bad(a)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;

    behavior VK_DED_02964:  // too small for the image (239: not equal)
      ensures iff: vkm_reported(REQ_VK_DED_02964) <==> VK_DED_02964(a);
      ensures no:  VK_DED_02964(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_02965:  // too small for the buffer (239: not equal)
      ensures iff: vkm_reported(REQ_VK_DED_02965) <==> VK_DED_02965(a);
      ensures no:  VK_DED_02965(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_01876:  // exported for no identical image
      ensures iff: vkm_reported(REQ_VK_DED_01876) <==> VK_DED_01876(a);
      ensures no:  VK_DED_01876(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_DED_01877:  // exported for no identical buffer
      ensures iff: vkm_reported(REQ_VK_DED_01877) <==> VK_DED_01877(a);
      ensures no:  VK_DED_01877(a) ==> \result == VKM_VALIDATION_FAILED;
*/
int32_t vkm_check_dedicated_fit(struct vkm_alloc a);

/* The device group of the payload. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_00643],
                       vkm_bad[REQ_VK_ALLOC_00644];
    ensures   answer:  VK_ALLOC_00643(a) ? \result == VKM_VALIDATION_FAILED
                       : VK_ALLOC_00644(a)
                         ? \result == VKM_INVALID_EXTERNAL_HANDLE
                         : \result == VKM_OK;

    behavior VK_ALLOC_00643:  // another device mask
      ensures iff: vkm_reported(REQ_VK_ALLOC_00643) <==> VK_ALLOC_00643(a);
      ensures no:  VK_ALLOC_00643(a) ==> \result == VKM_VALIDATION_FAILED;
    behavior VK_ALLOC_00644:  // other physical devices
      ensures iff: vkm_reported(REQ_VK_ALLOC_00644) <==> VK_ALLOC_00644(a);
      ensures no:  VK_ALLOC_00644(a) ==> \result != VKM_OK;
*/
int32_t vkm_check_import_group(struct vkm_alloc a);

/* Whether the heap could ever hold it. Real drivers say so by running out. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_01713];

    behavior VK_ALLOC_01713:  // larger than its heap
      ensures iff: vkm_reported(REQ_VK_ALLOC_01713) <==> VK_ALLOC_01713(a);
      ensures no:  VK_ALLOC_01713(a) ==> \result ==
                       (vkm_rules.profile == VKM_DRIVER
                        ? VKM_OUT_OF_DEVICE_MEMORY : VKM_VALIDATION_FAILED);
      ensures     yes: !VK_ALLOC_01713(a) ==> \result == VKM_OK;
*/
int32_t vkm_check_alloc_heap(struct vkm_alloc a);

/* Whether the import repeats the payload's size and type. Real drivers do not
 * know the handle again. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_01743];

    behavior VK_ALLOC_01743:  // not the size and type of the payload
      ensures iff: vkm_reported(REQ_VK_ALLOC_01743) <==> VK_ALLOC_01743(a);
      ensures no:  VK_ALLOC_01743(a) ==> \result ==
                       (vkm_rules.profile == VKM_DRIVER
                        ? VKM_INVALID_EXTERNAL_HANDLE : VKM_VALIDATION_FAILED);
      ensures     yes: !VK_ALLOC_01743(a) ==> \result == VKM_OK;
*/
int32_t vkm_check_import_match(struct vkm_alloc a);

/* Whether the device has as many allocations as it may. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[REQ_VK_ALLOC_04101];

    behavior VK_ALLOC_04101:  // as many allocations as there may be
      ensures iff: vkm_reported(REQ_VK_ALLOC_04101) <==> VK_ALLOC_04101(a);
      ensures no:  VK_ALLOC_04101(a) ==> \result == VKM_TOO_MANY_OBJECTS;
      ensures     yes: !VK_ALLOC_04101(a) ==> \result == VKM_OK;
*/
int32_t vkm_check_alloc_count(struct vkm_alloc a);

/* All of the above: the answer the call deserves. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    terminates         \true;
    exits              \false;
    assigns            vkm_bad[0 .. REQ_MAX - 1];
    ensures   only:    vkm_none_reported_but(REQ_VK_ALLOC_DEVICE,
                                             REQ_VK_DED_01877);
    ensures   report:  vkm_alloc_reported{Pre,Post}(a);
    ensures   answer:  vkm_alloc_answer(a, \result);
*/
int32_t vkm_check_alloc(struct vkm_alloc a);

/* The payload that an import means; VKM_PAYLOAD_MAX: none. */
/*@ requires  inv:     vkm_inv;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   found:   vkm_resolves_source(type, handle, name, \result);
*/
uint32_t vkm_find_source(uint32_t type, uint64_t handle, uint32_t name);

/* How many memory objects device `d` has. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures   count:   \result == vkm_count(d, VKM_MEMORY_MAX);
*/
uint32_t vkm_count_memories(uint32_t d);

#endif /* HLOCAL_SPECS_VK_ALLOCATE_CHECK_H */
