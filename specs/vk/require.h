/* One number for each requirement that a call can violate, in the order of
 * specs/vk/requirements.md, and the set of those that the last step found
 * violated. The same names, without REQ_, are ACSL predicates: the condition
 * of the violation, stated once and used by every contract.
 */
#ifndef HLOCAL_VK_REQUIRE_H
#define HLOCAL_VK_REQUIRE_H

#include <stdint.h>

enum vkm_req {
    /* vkGetMemoryWin32HandleKHR */
    REQ_VK_GETW32_DEVICE,
    REQ_VK_GETW32_INFO,
    REQ_VK_GETW32_HANDLE,
    REQ_VK_GETW32_PARENT,
    REQ_VK_GETW32_STYPE,
    REQ_VK_GETW32_PNEXT,
    REQ_VK_GETW32_MEMORY,
    REQ_VK_GETW32_TYPE,
    REQ_VK_GETW32_00662,
    REQ_VK_GETW32_00663,
    REQ_VK_GETW32_00664,
    REQ_VK_GETW32_DEAD,
    /* vkAllocateMemory */
    REQ_VK_ALLOC_DEVICE,
    REQ_VK_ALLOC_INFO,
    REQ_VK_ALLOC_MEMORY,
    REQ_VK_ALLOC_STYPE,
    REQ_VK_ALLOC_UNIQUE,
    REQ_VK_ALLOC_PNEXT,
    REQ_VK_ALLOC_01713,
    REQ_VK_ALLOC_01714,
    REQ_VK_ALLOC_04101,
    REQ_VK_ALLOC_07897,
    REQ_VK_ALLOC_07899,
    REQ_VK_ALLOC_06657,
    REQ_VK_ALLOC_00640,
    REQ_VK_ALLOC_00641,
    REQ_VK_ALLOC_03333,
    REQ_VK_ALLOC_01743,
    REQ_VK_ALLOC_00643,
    REQ_VK_ALLOC_00644,
    REQ_VK_EXPORT_TYPES,
    REQ_VK_EXPORT_09860,
    REQ_VK_EXPW32_00657,
    REQ_VK_EXPW32_ATTRIBUTES,
    REQ_VK_EXPW32_NAME,
    REQ_VK_IMPORT_TYPE,
    REQ_VK_IMPORT_00660,
    REQ_VK_IMPORT_09861,
    REQ_VK_IMPORT_01439,
    REQ_VK_IMPORT_01441,
    REQ_VK_IMPORT_01440,
    REQ_VK_IMPORT_00661,
    REQ_VK_IMPORT_00659,
    REQ_VK_IMPORT_01518,
    REQ_VK_IMPORT_01519,
    REQ_VK_DED_01432,
    REQ_VK_DED_IMAGE,
    REQ_VK_DED_BUFFER,
    REQ_VK_DED_PARENT,
    REQ_VK_DED_02964,
    REQ_VK_DED_02965,
    REQ_VK_DED_01876,
    REQ_VK_DED_01877,
    /* vkFreeMemory, vkDestroyDevice */
    REQ_VK_FREE_DEVICE,
    REQ_VK_FREE_MEMORY,
    REQ_VK_FREE_PARENT,
    REQ_VK_DESTROY_00378,
    /* vkGetMemoryWin32HandlePropertiesKHR */
    REQ_VK_PROPS_DEVICE,
    REQ_VK_PROPS_OUT,
    REQ_VK_PROPS_STYPE,
    REQ_VK_PROPS_PNEXT,
    REQ_VK_PROPS_TYPE,
    REQ_VK_PROPS_00666,
    REQ_VK_PROPS_00665,
    /* vkMapMemory, vkUnmapMemory */
    REQ_VK_MAP_DEVICE,
    REQ_VK_MAP_MEMORY,
    REQ_VK_MAP_PARENT,
    REQ_VK_MAP_FLAGS,
    REQ_VK_MAP_DATA,
    REQ_VK_MAP_DEAD,
    REQ_VK_MAP_00678,
    REQ_VK_MAP_00679,
    REQ_VK_MAP_00680,
    REQ_VK_MAP_00681,
    REQ_VK_MAP_00682,
    REQ_VK_UNMAP_DEVICE,
    REQ_VK_UNMAP_MEMORY,
    REQ_VK_UNMAP_PARENT,
    REQ_VK_UNMAP_00689,
    /* vkCreateBuffer, vkCreateImage */
    REQ_VK_CREATE_DEVICE,
    REQ_VK_CREATE_INFO,
    REQ_VK_CREATE_OUT,
    REQ_VK_CREATE_STYPE,
    REQ_VK_BUFFER_00912,
    REQ_VK_BUFFER_TYPES,
    REQ_VK_BUFFER_00920,
    REQ_VK_IMAGE_TYPES,
    REQ_VK_IMAGE_00990,
    REQ_VK_IMAGE_01443,
    /* vkBindBufferMemory, vkBindImageMemory */
    REQ_VK_BINDBUF_DEVICE,
    REQ_VK_BINDBUF_RESOURCE,
    REQ_VK_BINDBUF_MEMORY,
    REQ_VK_BINDBUF_PARENT,
    REQ_VK_BINDBUF_DEAD,
    REQ_VK_BINDBUF_07459,
    REQ_VK_BINDBUF_01031,
    REQ_VK_BINDBUF_01036,
    REQ_VK_BINDBUF_01037,
    REQ_VK_BINDBUF_01508,
    REQ_VK_BINDBUF_02726,
    REQ_VK_BINDBUF_02985,
    REQ_VK_BINDIMG_DEVICE,
    REQ_VK_BINDIMG_RESOURCE,
    REQ_VK_BINDIMG_MEMORY,
    REQ_VK_BINDIMG_PARENT,
    REQ_VK_BINDIMG_DEAD,
    REQ_VK_BINDIMG_07460,
    REQ_VK_BINDIMG_01046,
    REQ_VK_BINDIMG_01048,
    REQ_VK_BINDIMG_01049,
    REQ_VK_BINDIMG_02628,
    REQ_VK_BINDIMG_02728,
    REQ_VK_BINDIMG_02989,
    REQ_MAX
};

/* 1: the last step found the requirement violated; 0: it did not. */
extern uint32_t vkm_bad[REQ_MAX];

/*@ predicate vkm_told{L}(integer r) = \at(vkm_bad[r],L) == 1;
    predicate vkm_silent{L}(integer first, integer last) =
      \forall integer r; 0 <= r < REQ_MAX ==> r < first || r > last ==>
        \at(vkm_bad[r],L) == 0;
*/

/* Forget what the step before found. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkm_bad[0 .. REQ_MAX - 1];
    ensures   silent:  vkm_silent(REQ_MAX, REQ_MAX);
*/
void vkm_hush(void);

#endif /* HLOCAL_VK_REQUIRE_H */
