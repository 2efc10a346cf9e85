/* Which requirement a message is about. Both specifications' numbers are
 * here; the driver uses those of the headers it was built with. */
#include "run.h"

#include <string.h>

#define ROW(id, ...) [REQ_VK_##id] = {"VK_" #id, {__VA_ARGS__}}
/* The same for the rules of the other extensions. */
#define ROW2(id, ...)                                                          \
    [(uint32_t)REQ_MAX + (uint32_t)REQ_VK_##id] = {"VK_" #id, {__VA_ARGS__}}

static const struct {
    const char *name;
    const char *message[3]; /* without "VUID-" */
} rows[VKF_REQ_MAX] = {
    ROW(GETW32_DEVICE, "vkGetMemoryWin32HandleKHR-device-parameter"),
    ROW(GETW32_INFO, "vkGetMemoryWin32HandleKHR-pGetWin32HandleInfo-parameter"),
    ROW(GETW32_HANDLE, "vkGetMemoryWin32HandleKHR-pHandle-parameter"),
    ROW(GETW32_PARENT, "HLOCAL-vkGetMemoryWin32HandleKHR-memory-parent"),
    ROW(GETW32_STYPE, "VkMemoryGetWin32HandleInfoKHR-sType-sType"),
    ROW(GETW32_PNEXT, "VkMemoryGetWin32HandleInfoKHR-pNext-pNext"),
    ROW(GETW32_MEMORY, "VkMemoryGetWin32HandleInfoKHR-memory-parameter"),
    ROW(GETW32_TYPE, "VkMemoryGetWin32HandleInfoKHR-handleType-parameter"),
    ROW(GETW32_00662, "VkMemoryGetWin32HandleInfoKHR-handleType-00662"),
    ROW(GETW32_00663, "VkMemoryGetWin32HandleInfoKHR-handleType-00663"),
    ROW(GETW32_00664, "VkMemoryGetWin32HandleInfoKHR-handleType-00664"),
    ROW(GETW32_DEAD, "HLOCAL-vkGetMemoryWin32HandleKHR-payload-dead"),
    ROW(ALLOC_DEVICE, "vkAllocateMemory-device-parameter"),
    ROW(ALLOC_INFO, "vkAllocateMemory-pAllocateInfo-parameter"),
    ROW(ALLOC_MEMORY, "vkAllocateMemory-pMemory-parameter"),
    ROW(ALLOC_STYPE, "VkMemoryAllocateInfo-sType-sType"),
    ROW(ALLOC_UNIQUE, "VkMemoryAllocateInfo-sType-unique"),
    ROW(ALLOC_PNEXT, "VkMemoryAllocateInfo-pNext-pNext"),
    ROW(ALLOC_01713, "vkAllocateMemory-pAllocateInfo-01713"),
    ROW(ALLOC_01714, "vkAllocateMemory-pAllocateInfo-01714"),
    ROW(ALLOC_04101, "vkAllocateMemory-maxMemoryAllocationCount-04101"),
    ROW(ALLOC_07897, "VkMemoryAllocateInfo-allocationSize-00638",
        "VkMemoryAllocateInfo-allocationSize-07897"),
    ROW(ALLOC_07899, "VkMemoryAllocateInfo-allocationSize-07899"),
    ROW(ALLOC_06657, "VkMemoryAllocateInfo-None-06657"),
    ROW(ALLOC_00640, "VkMemoryAllocateInfo-pNext-00640"),
    ROW(ALLOC_00641, "VkMemoryAllocateInfo-pNext-00641"),
    ROW(ALLOC_03333, "VkMemoryAllocateInfo-opaqueCaptureAddress-03333"),
    ROW(ALLOC_01743, "VkMemoryAllocateInfo-allocationSize-01743"),
    ROW(ALLOC_00643, "VkMemoryAllocateInfo-None-00643"),
    ROW(ALLOC_00644, "VkMemoryAllocateInfo-None-00644"),
    ROW(EXPORT_TYPES, "VkExportMemoryAllocateInfo-handleTypes-parameter"),
    ROW(EXPORT_09860, "VkExportMemoryAllocateInfo-handleTypes-00656",
        "VkExportMemoryAllocateInfo-handleTypes-09860"),
    ROW(EXPW32_00657, "VkExportMemoryWin32HandleInfoKHR-handleTypes-00657"),
    ROW(EXPW32_ATTRIBUTES,
        "VkExportMemoryWin32HandleInfoKHR-pAttributes-parameter"),
    ROW(EXPW32_NAME, "HLOCAL-VkExportMemoryWin32HandleInfoKHR-name-taken"),
    ROW(IMPORT_TYPE, "VkImportMemoryWin32HandleInfoKHR-handleType-parameter"),
    ROW(IMPORT_00660, "VkImportMemoryWin32HandleInfoKHR-handleType-00660"),
    ROW(IMPORT_09861, "VkImportMemoryWin32HandleInfoKHR-handleType-00658",
        "VkImportMemoryWin32HandleInfoKHR-handleType-09861"),
    ROW(IMPORT_01439, "VkImportMemoryWin32HandleInfoKHR-handleType-01439"),
    ROW(IMPORT_01441, "VkImportMemoryWin32HandleInfoKHR-handle-01441"),
    ROW(IMPORT_01440, "VkImportMemoryWin32HandleInfoKHR-handleType-01440"),
    ROW(IMPORT_00661, "VkImportMemoryWin32HandleInfoKHR-handleType-00661"),
    ROW(IMPORT_00659, "VkImportMemoryWin32HandleInfoKHR-handle-00659"),
    ROW(IMPORT_01518, "VkImportMemoryWin32HandleInfoKHR-handle-01518"),
    ROW(IMPORT_01519, "VkImportMemoryWin32HandleInfoKHR-name-01519"),
    ROW(DED_01432, "VkMemoryDedicatedAllocateInfo-image-01432"),
    ROW(DED_IMAGE, "VkMemoryDedicatedAllocateInfo-image-parameter"),
    ROW(DED_BUFFER, "VkMemoryDedicatedAllocateInfo-buffer-parameter"),
    ROW(DED_PARENT, "VkMemoryDedicatedAllocateInfo-commonparent"),
    ROW(DED_02964, "VkMemoryDedicatedAllocateInfo-image-02964"),
    ROW(DED_02965, "VkMemoryDedicatedAllocateInfo-buffer-02965"),
    ROW(DED_01876, "VkMemoryDedicatedAllocateInfo-image-01876"),
    ROW(DED_01877, "VkMemoryDedicatedAllocateInfo-buffer-01877"),
    ROW(FREE_DEVICE, "vkFreeMemory-device-parameter"),
    ROW(FREE_MEMORY, "vkFreeMemory-memory-parameter"),
    ROW(FREE_PARENT, "vkFreeMemory-memory-parent"),
    ROW(DESTROY_00378, "vkDestroyDevice-device-00378",
        "vkDestroyDevice-device-05137"),
    ROW(PROPS_DEVICE, "vkGetMemoryWin32HandlePropertiesKHR-device-parameter"),
    ROW(PROPS_OUT, "vkGetMemoryWin32HandlePropertiesKHR-"
                   "pMemoryWin32HandleProperties-parameter"),
    ROW(PROPS_STYPE, "VkMemoryWin32HandlePropertiesKHR-sType-sType"),
    ROW(PROPS_PNEXT, "VkMemoryWin32HandlePropertiesKHR-pNext-pNext"),
    ROW(PROPS_TYPE, "vkGetMemoryWin32HandlePropertiesKHR-handleType-parameter"),
    ROW(PROPS_00666, "vkGetMemoryWin32HandlePropertiesKHR-handleType-00666"),
    ROW(PROPS_00665, "vkGetMemoryWin32HandlePropertiesKHR-handle-00665"),
    ROW(MAP_DEVICE, "vkMapMemory-device-parameter"),
    ROW(MAP_MEMORY, "vkMapMemory-memory-parameter"),
    ROW(MAP_PARENT, "vkMapMemory-memory-parent"),
    ROW(MAP_FLAGS, "vkMapMemory-flags-zerobitmask",
        "vkMapMemory-flags-parameter", "vkMapMemory-flags-09568"),
    ROW(MAP_DATA, "vkMapMemory-ppData-parameter"),
    ROW(MAP_DEAD, "HLOCAL-vkMapMemory-payload-dead"),
    ROW(MAP_00678, "vkMapMemory-memory-00678"),
    ROW(MAP_00679, "vkMapMemory-offset-00679"),
    ROW(MAP_00680, "vkMapMemory-size-00680"),
    ROW(MAP_00681, "vkMapMemory-size-00681"),
    ROW(MAP_00682, "vkMapMemory-memory-00682"),
    ROW(UNMAP_DEVICE, "vkUnmapMemory-device-parameter"),
    ROW(UNMAP_MEMORY, "vkUnmapMemory-memory-parameter"),
    ROW(UNMAP_PARENT, "vkUnmapMemory-memory-parent"),
    ROW(UNMAP_00689, "vkUnmapMemory-memory-00689"),
    ROW(CREATE_DEVICE, "vkCreateBuffer-device-parameter",
        "vkCreateImage-device-parameter"),
    ROW(CREATE_INFO, "vkCreateBuffer-pCreateInfo-parameter",
        "vkCreateImage-pCreateInfo-parameter"),
    ROW(CREATE_OUT, "vkCreateBuffer-pBuffer-parameter",
        "vkCreateImage-pImage-parameter"),
    ROW(CREATE_STYPE, "VkBufferCreateInfo-sType-sType",
        "VkImageCreateInfo-sType-sType"),
    ROW(BUFFER_00912, "VkBufferCreateInfo-size-00912"),
    ROW(BUFFER_TYPES, "VkExternalMemoryBufferCreateInfo-handleTypes-parameter"),
    ROW(BUFFER_00920, "VkBufferCreateInfo-pNext-00920"),
    ROW(IMAGE_TYPES, "VkExternalMemoryImageCreateInfo-handleTypes-parameter"),
    ROW(IMAGE_00990, "VkImageCreateInfo-pNext-00990"),
    ROW(IMAGE_01443, "VkImageCreateInfo-pNext-01443"),
    ROW(BINDBUF_DEVICE, "vkBindBufferMemory-device-parameter"),
    ROW(BINDBUF_RESOURCE, "vkBindBufferMemory-buffer-parameter"),
    ROW(BINDBUF_MEMORY, "vkBindBufferMemory-memory-parameter"),
    ROW(BINDBUF_PARENT, "vkBindBufferMemory-buffer-parent",
        "vkBindBufferMemory-memory-parent"),
    ROW(BINDBUF_07459, "vkBindBufferMemory-buffer-07459"),
    ROW(BINDBUF_01031, "vkBindBufferMemory-memoryOffset-01031"),
    ROW(BINDBUF_01036, "vkBindBufferMemory-memoryOffset-01036",
        "vkBindBufferMemory-None-10739"),
    ROW(BINDBUF_01037, "vkBindBufferMemory-size-01037",
        "vkBindBufferMemory-None-10741"),
    ROW(BINDBUF_01508, "vkBindBufferMemory-memory-01508"),
    ROW(BINDBUF_02726, "vkBindBufferMemory-memory-02726"),
    ROW(BINDBUF_02985, "vkBindBufferMemory-memory-02727",
        "vkBindBufferMemory-memory-02985"),
    ROW(BINDIMG_DEVICE, "vkBindImageMemory-device-parameter"),
    ROW(BINDIMG_RESOURCE, "vkBindImageMemory-image-parameter"),
    ROW(BINDIMG_MEMORY, "vkBindImageMemory-memory-parameter"),
    ROW(BINDIMG_PARENT, "vkBindImageMemory-image-parent",
        "vkBindImageMemory-memory-parent"),
    ROW(BINDIMG_07460, "vkBindImageMemory-image-07460"),
    ROW(BINDIMG_01046, "vkBindImageMemory-memoryOffset-01046"),
    ROW(BINDIMG_01048, "vkBindImageMemory-memoryOffset-01048",
        "vkBindImageMemory-None-10735"),
    ROW(BINDIMG_01049, "vkBindImageMemory-size-01049",
        "vkBindImageMemory-None-10737"),
    ROW(BINDIMG_02628, "vkBindImageMemory-memory-01509",
        "vkBindImageMemory-memory-02628"),
    ROW(BINDIMG_02728, "vkBindImageMemory-memory-02728"),
    ROW(BINDIMG_02989, "vkBindImageMemory-memory-02729",
        "vkBindImageMemory-memory-02989"),
    ROW(BINDBUF_DEAD, "HLOCAL-vkBindMemory-payload-dead"),
    ROW(BINDIMG_DEAD, "HLOCAL-vkBindMemory-payload-dead"),
    ROW2(EXPSEM_TYPES, "VkExportSemaphoreCreateInfo-handleTypes-parameter"),
    ROW2(EXPSEM_01124, "VkExportSemaphoreCreateInfo-handleTypes-01124"),
    ROW2(EXPSEM_01125, "VkExportSemaphoreWin32HandleInfoKHR-handleTypes-01125"),
    ROW2(EXPSEM_ATTRIBUTES,
         "VkExportSemaphoreWin32HandleInfoKHR-pAttributes-parameter"),
    ROW2(EXPSEM_NAME, "HLOCAL-VkExportSemaphoreWin32HandleInfoKHR-name-taken"),
    ROW2(GETSEM_DEVICE, "vkGetSemaphoreWin32HandleKHR-device-parameter"),
    ROW2(GETSEM_INFO,
         "vkGetSemaphoreWin32HandleKHR-pGetWin32HandleInfo-parameter"),
    ROW2(GETSEM_HANDLE, "vkGetSemaphoreWin32HandleKHR-pHandle-parameter"),
    ROW2(GETSEM_STYPE, "VkSemaphoreGetWin32HandleInfoKHR-sType-sType"),
    ROW2(GETSEM_PNEXT, "VkSemaphoreGetWin32HandleInfoKHR-pNext-pNext"),
    ROW2(GETSEM_SEMAPHORE,
         "VkSemaphoreGetWin32HandleInfoKHR-semaphore-parameter"),
    ROW2(GETSEM_PARENT, "HLOCAL-vkGetSemaphoreWin32HandleKHR-semaphore-parent"),
    ROW2(GETSEM_TYPE, "VkSemaphoreGetWin32HandleInfoKHR-handleType-parameter"),
    ROW2(GETSEM_01126, "VkSemaphoreGetWin32HandleInfoKHR-handleType-01126"),
    ROW2(GETSEM_01127, "VkSemaphoreGetWin32HandleInfoKHR-handleType-01127"),
    ROW2(GETSEM_01131, "VkSemaphoreGetWin32HandleInfoKHR-handleType-01131"),
    ROW2(GETSEM_DEAD, "HLOCAL-vkGetSemaphoreWin32HandleKHR-payload-dead"),
    ROW2(IMPSEM_DEVICE, "vkImportSemaphoreWin32HandleKHR-device-parameter"),
    ROW2(IMPSEM_INFO, "vkImportSemaphoreWin32HandleKHR-"
                      "pImportSemaphoreWin32HandleInfo-parameter"),
    ROW2(IMPSEM_STYPE, "VkImportSemaphoreWin32HandleInfoKHR-sType-sType"),
    ROW2(IMPSEM_PNEXT, "VkImportSemaphoreWin32HandleInfoKHR-pNext-pNext"),
    ROW2(IMPSEM_SEMAPHORE,
         "VkImportSemaphoreWin32HandleInfoKHR-semaphore-parameter"),
    ROW2(IMPSEM_PARENT,
         "HLOCAL-vkImportSemaphoreWin32HandleKHR-semaphore-parent"),
    ROW2(IMPSEM_FLAGS, "VkImportSemaphoreWin32HandleInfoKHR-flags-parameter"),
    ROW2(IMPSEM_01140, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01140"),
    ROW2(IMPSEM_01466, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01466"),
    ROW2(IMPSEM_01469, "VkImportSemaphoreWin32HandleInfoKHR-handle-01469"),
    ROW2(IMPSEM_01467, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01467"),
    ROW2(IMPSEM_01468, "VkImportSemaphoreWin32HandleInfoKHR-handleType-01468"),
    ROW2(IMPSEM_01542, "VkImportSemaphoreWin32HandleInfoKHR-handle-01542"),
    ROW2(IMPSEM_01543, "VkImportSemaphoreWin32HandleInfoKHR-name-01543"),
    ROW2(IMPSEM_03261, "VkImportSemaphoreWin32HandleInfoKHR-handleType-03261"),
    ROW2(IMPSEM_03262, "VkImportSemaphoreWin32HandleInfoKHR-handleType-03262"),
    ROW2(IMPSEM_03322, "VkImportSemaphoreWin32HandleInfoKHR-flags-03322"),
    ROW2(EXPFENCE_TYPES, "VkExportFenceCreateInfo-handleTypes-parameter"),
    ROW2(EXPFENCE_01446, "VkExportFenceCreateInfo-handleTypes-01446"),
    ROW2(EXPFENCE_01447, "VkExportFenceWin32HandleInfoKHR-handleTypes-01447"),
    ROW2(EXPFENCE_ATTRIBUTES,
         "VkExportFenceWin32HandleInfoKHR-pAttributes-parameter"),
    ROW2(EXPFENCE_NAME, "HLOCAL-VkExportFenceWin32HandleInfoKHR-name-taken"),
    ROW2(GETFENCE_DEVICE, "vkGetFenceWin32HandleKHR-device-parameter"),
    ROW2(GETFENCE_INFO,
         "vkGetFenceWin32HandleKHR-pGetWin32HandleInfo-parameter"),
    ROW2(GETFENCE_HANDLE, "vkGetFenceWin32HandleKHR-pHandle-parameter"),
    ROW2(GETFENCE_STYPE, "VkFenceGetWin32HandleInfoKHR-sType-sType"),
    ROW2(GETFENCE_PNEXT, "VkFenceGetWin32HandleInfoKHR-pNext-pNext"),
    ROW2(GETFENCE_FENCE, "VkFenceGetWin32HandleInfoKHR-fence-parameter"),
    ROW2(GETFENCE_PARENT, "HLOCAL-vkGetFenceWin32HandleKHR-fence-parent"),
    ROW2(GETFENCE_TYPE, "VkFenceGetWin32HandleInfoKHR-handleType-parameter"),
    ROW2(GETFENCE_01448, "VkFenceGetWin32HandleInfoKHR-handleType-01448"),
    ROW2(GETFENCE_01449, "VkFenceGetWin32HandleInfoKHR-handleType-01449"),
    ROW2(GETFENCE_01452, "VkFenceGetWin32HandleInfoKHR-handleType-01452"),
    ROW2(GETFENCE_DEAD, "HLOCAL-vkGetFenceWin32HandleKHR-payload-dead"),
    ROW2(IMPFENCE_DEVICE, "vkImportFenceWin32HandleKHR-device-parameter"),
    ROW2(IMPFENCE_INFO,
         "vkImportFenceWin32HandleKHR-pImportFenceWin32HandleInfo-parameter"),
    ROW2(IMPFENCE_STYPE, "VkImportFenceWin32HandleInfoKHR-sType-sType"),
    ROW2(IMPFENCE_PNEXT, "VkImportFenceWin32HandleInfoKHR-pNext-pNext"),
    ROW2(IMPFENCE_FENCE, "VkImportFenceWin32HandleInfoKHR-fence-parameter"),
    ROW2(IMPFENCE_PARENT, "HLOCAL-vkImportFenceWin32HandleKHR-fence-parent"),
    ROW2(IMPFENCE_FLAGS, "VkImportFenceWin32HandleInfoKHR-flags-parameter"),
    ROW2(IMPFENCE_01457, "VkImportFenceWin32HandleInfoKHR-handleType-01457"),
    ROW2(IMPFENCE_01459, "VkImportFenceWin32HandleInfoKHR-handleType-01459"),
    ROW2(IMPFENCE_01462, "VkImportFenceWin32HandleInfoKHR-handle-01462"),
    ROW2(IMPFENCE_01460, "VkImportFenceWin32HandleInfoKHR-handleType-01460"),
    ROW2(IMPFENCE_01461, "VkImportFenceWin32HandleInfoKHR-handleType-01461"),
    ROW2(IMPFENCE_01539, "VkImportFenceWin32HandleInfoKHR-handle-01539"),
    ROW2(IMPFENCE_01540, "VkImportFenceWin32HandleInfoKHR-name-01540"),
    ROW2(IMPFENCE_04448, "vkImportFenceWin32HandleKHR-fence-04448"),
    ROW2(GETFD_DEVICE, "vkGetMemoryFdKHR-device-parameter"),
    ROW2(GETFD_INFO, "vkGetMemoryFdKHR-pGetFdInfo-parameter"),
    ROW2(GETFD_FD, "vkGetMemoryFdKHR-pFd-parameter"),
    ROW2(GETFD_STYPE, "VkMemoryGetFdInfoKHR-sType-sType"),
    ROW2(GETFD_PNEXT, "VkMemoryGetFdInfoKHR-pNext-pNext"),
    ROW2(GETFD_MEMORY, "VkMemoryGetFdInfoKHR-memory-parameter"),
    ROW2(GETFD_PARENT, "HLOCAL-vkGetMemoryFdKHR-memory-parent"),
    ROW2(GETFD_TYPE, "VkMemoryGetFdInfoKHR-handleType-parameter"),
    ROW2(GETFD_00671, "VkMemoryGetFdInfoKHR-handleType-00671"),
    ROW2(GETFD_00672, "VkMemoryGetFdInfoKHR-handleType-00672"),
    ROW2(FDPROPS_DEVICE, "vkGetMemoryFdPropertiesKHR-device-parameter"),
    ROW2(FDPROPS_OUT,
         "vkGetMemoryFdPropertiesKHR-pMemoryFdProperties-parameter"),
    ROW2(FDPROPS_STYPE, "VkMemoryFdPropertiesKHR-sType-sType"),
    ROW2(FDPROPS_PNEXT, "VkMemoryFdPropertiesKHR-pNext-pNext"),
    ROW2(FDPROPS_TYPE, "vkGetMemoryFdPropertiesKHR-handleType-parameter"),
    ROW2(FDPROPS_00674, "vkGetMemoryFdPropertiesKHR-handleType-00674"),
    ROW2(FDPROPS_00673, "vkGetMemoryFdPropertiesKHR-fd-00673"),
    ROW2(IMPFD_TYPE, "VkImportMemoryFdInfoKHR-handleType-parameter"),
    ROW2(IMPFD_00669, "VkImportMemoryFdInfoKHR-handleType-00669"),
    ROW2(IMPFD_09862, "VkImportMemoryFdInfoKHR-handleType-00667",
         "VkImportMemoryFdInfoKHR-handleType-09862"),
    ROW2(IMPFD_00670, "VkImportMemoryFdInfoKHR-handleType-00670"),
    ROW2(IMPFD_00668, "VkImportMemoryFdInfoKHR-fd-00668"),
    ROW2(IMPFD_01746, "VkImportMemoryFdInfoKHR-fd-01746"),
    ROW2(IMPFD_01520, "VkImportMemoryFdInfoKHR-fd-01520"),
    ROW2(ALLOC_01742, "VkMemoryAllocateInfo-allocationSize-01742"),
    ROW2(DED_01878, "VkMemoryDedicatedAllocateInfo-image-01878"),
    ROW2(DED_01879, "VkMemoryDedicatedAllocateInfo-buffer-01879"),
};

uint32_t vkf_requirement(const char *message)
{
    uint32_t r, m;
    if (strncmp(message, "VUID-", 5) == 0)
        message += 5;
    for (r = 0; r < VKF_REQ_MAX; r++)
        for (m = 0; m < 3 && rows[r].message[m] != NULL; m++)
            if (strcmp(rows[r].message[m], message) == 0)
                return r;
    return VKF_REQ_MAX;
}

const char *vkf_requirement_name(uint32_t requirement)
{
    return rows[requirement].name;
}

/* 00638 became two in 1.4, and one driver rule serves both kinds of bind. */
uint32_t vkf_requirement_class(uint32_t requirement)
{
    if (requirement == REQ_VK_ALLOC_07899)
        return REQ_VK_ALLOC_07897;
    if (requirement == REQ_VK_BINDIMG_DEAD)
        return REQ_VK_BINDBUF_DEAD;
    return requirement;
}

/* Sixteen thousand allocations are too many for an input, and no submission is
 * left waiting. */
int vkf_can_show(uint32_t requirement)
{
    return requirement != REQ_VK_ALLOC_04101 &&
           requirement != (uint32_t)REQ_MAX + REQ_VK_IMPFENCE_04448 &&
           vkf_requirement_class(requirement) == requirement;
}

static const char *const shows[SHOW_COUNT + 1] = {
#define X(id) #id,
    VKF_SHOWS(X)
#undef X
};

_Static_assert(SHOW_COUNT <= 64, "a step's requirements fit its word");

void vkf_show(struct vkf_step *step, enum vkf_show what, int held)
{
    if (held)
        step->shown |= (uint64_t)1 << what;
}

uint32_t vkf_shown(const struct vkf_step *step, const char **ids, uint32_t max)
{
    uint32_t i, count = 0;
    for (i = 0; i < SHOW_COUNT && count < max; i++)
        if ((step->shown >> i & 1u) != 0)
            ids[count++] = shows[i];
    return count;
}

const char *vkf_shown_known(uint32_t index)
{
    return shows[index];
}
