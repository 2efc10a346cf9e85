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
#include "vk/check.h"

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

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkm_bad
#define RULE_CALL a

/* clang-format off */
#define VKM_ALLOC_CALL_RULES(R)                                                \
    R(ALLOC_DEVICE) R(ALLOC_INFO) R(ALLOC_MEMORY) R(ALLOC_STYPE)               \
    R(ALLOC_UNIQUE) R(ALLOC_PNEXT, VKM_IF_STRICT)
#define VKM_ALLOC_SIZE_RULES(R) R(ALLOC_01714) R(ALLOC_07897) R(ALLOC_07899)
#define VKM_ALLOC_CHAIN_RULES(R)                                               \
    R(ALLOC_06657) R(ALLOC_00640) R(ALLOC_00641) R(ALLOC_03333)
#define VKM_ALLOC_EXPORT_RULES(R)                                              \
    R(EXPORT_TYPES) R(EXPORT_09860) R(EXPW32_00657, VKM_IF_STRICT)             \
    R(EXPW32_ATTRIBUTES) R(EXPW32_NAME)
#define VKM_IMPORT_FORM_RULES(R)                                               \
    R(IMPORT_TYPE) R(IMPORT_00660) R(IMPORT_09861) R(IMPORT_01439)             \
    R(IMPORT_01441)
#define VKM_IMPORT_SOURCE_RULES(R)                                             \
    R(IMPORT_01440) R(IMPORT_00661) R(IMPORT_00659) R(IMPORT_01518)            \
    R(IMPORT_01519)
#define VKM_DEDICATED_RULES(R)                                                 \
    R(DED_01432) R(DED_IMAGE) R(DED_BUFFER) R(DED_PARENT)
#define VKM_DEDICATED_FIT_RULES(R)                                             \
    R(DED_02964) R(DED_02965) R(DED_01876) R(DED_01877)
/* clang-format on */

#include "vk/allocate.acsl"

/* Five words that the checks share: 1 for yes. */
/* The structure is there and is what it says. */
/*@ DECIDES(vkm_alloc_read(a)) */
uint32_t vkm_reads(struct vkm_alloc a);

/* The call imports through a Win32 handle. */
/*@ DECIDES(vkm_alloc_imports(a)) */
uint32_t vkm_imports(struct vkm_alloc a);

/* The memory is to be exported. */
/*@ DECIDES(vkm_alloc_exports(a)) */
uint32_t vkm_exportable(struct vkm_alloc a);

/* The import is of a type whose handles can be looked up. */
/*@ DECIDES(vkm_alloc_sought(a)) */
uint32_t vkm_sought(struct vkm_alloc a);

/* ... and was found. */
/*@ DECIDES(vkm_alloc_sourced(a)) */
uint32_t vkm_sourced(struct vkm_alloc a);

/* What is wrong with the call itself. */
/*@ REFUSES(VKM_ALLOC_CALL_RULES, vkm_alloc_call_bad(a)) */
int32_t vkm_check_alloc_call(struct vkm_alloc a);

/* Size and memory type. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    REFUSES(VKM_ALLOC_SIZE_RULES, vkm_alloc_size_bad(a)) */
int32_t vkm_check_alloc_size(struct vkm_alloc a);

/* Structures that do not go together. */
/*@ REFUSES(VKM_ALLOC_CHAIN_RULES, vkm_alloc_chain_bad(a)) */
int32_t vkm_check_alloc_chain(struct vkm_alloc a);

/* What it is to be exported as. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    REFUSES(VKM_ALLOC_EXPORT_RULES, vkm_alloc_export_bad(a)) */
int32_t vkm_check_alloc_export(struct vkm_alloc a);

/* The import as it is written. */
/*@ REFUSES(VKM_IMPORT_FORM_RULES, vkm_import_form_bad(a)) */
int32_t vkm_check_import_form(struct vkm_alloc a);

/* What the import means. An external handle that means nothing must be
 * refused with this code. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    REJECTS(VKM_IMPORT_SOURCE_RULES, vkm_import_source_bad(a)) */
int32_t vkm_check_import_source(struct vkm_alloc a);

/* What it is dedicated to. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    REFUSES(VKM_DEDICATED_RULES, vkm_dedicated_bad(a)) */
int32_t vkm_check_dedicated(struct vkm_alloc a);

/* Whether it fits what it is dedicated to. */
/*@ requires  inv:     vkm_inv;
    requires  found:   vkm_alloc_resolves(a);
    REFUSES(VKM_DEDICATED_FIT_RULES, vkm_dedicated_fit_bad(a)) */
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
