/* The Vulkan driver's Win32 handles, with `live` exported payloads alive:
 *
 *   vk_export   vkGetMemoryWin32HandleKHR and CloseHandle
 *   vk_import   vkAllocateMemory importing an NT handle, and vkFreeMemory
 *   vk_kmt      vkGetMemoryWin32HandleKHR of a KMT handle, again and again
 *   vk_memory   vkAllocateMemory, exportable, and vkFreeMemory
 *
 * The driver is called directly: what the loader adds is not ours. Built
 * where Vulkan's headers are; "none" where the driver is not. */
#include "worker.h"

#if defined(SYSTEM_COMPACTS) && SYSTEM_COMPACTS && __has_include(<vulkan/vulkan.h>)

#define VK_USE_PLATFORM_WIN32_KHR
#define VK_NO_PROTOTYPES
#include <dlfcn.h>
#include <vulkan/vulkan.h>

#define GROUP 64u /* operations between two looks at the clock */
#define PAYLOAD 4096u
#define NT VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT
#define KMT VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_KMT_BIT

struct driver {
    VkInstance instance;
    VkDevice device;
    PFN_vkDestroyInstance destroy_instance;
    PFN_vkDestroyDevice destroy_device;
    PFN_vkAllocateMemory allocate;
    PFN_vkFreeMemory release;
    PFN_vkGetMemoryWin32HandleKHR get_handle;
    BOOL (*close_handle)(HANDLE);
    size_t kept;            /* payloads alive throughout */
    VkDeviceMemory *memory; /* `kept` of them, then GROUP */
    HANDLE *handle;         /* of the kept ones */
    VkDeviceMemory source;  /* of vk_import and vk_kmt */
    HANDLE source_handle;
};

static void must(VkResult result)
{
    if (result != VK_SUCCESS)
        worker_fail("a Vulkan call failed");
}

static VkDeviceMemory make_memory(struct driver *d, const void *next)
{
    VkMemoryAllocateInfo info = {VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, next,
                                 PAYLOAD, 0};
    VkDeviceMemory memory;
    must(d->allocate(d->device, &info, NULL, &memory));
    return memory;
}

static VkDeviceMemory make_exportable(struct driver *d,
                                      VkExternalMemoryHandleTypeFlags types)
{
    VkExportMemoryAllocateInfo export = {
        VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO, NULL, types};
    return make_memory(d, &export);
}

static HANDLE get_handle(struct driver *d, VkDeviceMemory memory,
                         VkExternalMemoryHandleTypeFlagBits type)
{
    VkMemoryGetWin32HandleInfoKHR info = {
        VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR, NULL, memory, type};
    HANDLE handle;
    must(d->get_handle(d->device, &info, &handle));
    return handle;
}

static void make_device(struct driver *d, PFN_vkGetInstanceProcAddr get)
{
    VkApplicationInfo about = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                               .apiVersion = VK_API_VERSION_1_1};
    VkInstanceCreateInfo instance = {.sType =
                                         VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                                     .pApplicationInfo = &about};
    must(((PFN_vkCreateInstance)get(NULL, "vkCreateInstance"))(&instance, NULL,
                                                               &d->instance));
#define ENTRY(name) ((PFN_##name)get(d->instance, #name))
    uint32_t one = 1;
    VkPhysicalDevice physical;
    VkResult found =
        ENTRY(vkEnumeratePhysicalDevices)(d->instance, &one, &physical);
    if (found != VK_INCOMPLETE)
        must(found);
    float priority = 1;
    const char *extension = VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME;
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority};
    VkDeviceCreateInfo device = {.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                 .queueCreateInfoCount = 1,
                                 .pQueueCreateInfos = &queue,
                                 .enabledExtensionCount = 1,
                                 .ppEnabledExtensionNames = &extension};
    must(ENTRY(vkCreateDevice)(physical, &device, NULL, &d->device));
    d->destroy_instance = ENTRY(vkDestroyInstance);
    PFN_vkGetDeviceProcAddr of_device = ENTRY(vkGetDeviceProcAddr);
#undef ENTRY
#define ENTRY(name) ((PFN_##name)of_device(d->device, #name))
    d->destroy_device = ENTRY(vkDestroyDevice);
    d->allocate = ENTRY(vkAllocateMemory);
    d->release = ENTRY(vkFreeMemory);
    d->get_handle = ENTRY(vkGetMemoryWin32HandleKHR);
#undef ENTRY
}

static bool open_driver(struct job *job)
{
    void *library = dlopen("libvk_hlocal.so", RTLD_NOW);
    if (!library)
        return false;
    PFN_vkGetInstanceProcAddr get =
        (PFN_vkGetInstanceProcAddr)dlsym(library, "vk_icdGetInstanceProcAddr");
    VkResult (*negotiate)(uint32_t *) = (VkResult(*)(uint32_t *))dlsym(
        library, "vk_icdNegotiateLoaderICDInterfaceVersion");
    struct driver *d = job_array(job, sizeof *d);
    job->own = d;
    d->close_handle = (BOOL(*)(HANDLE))dlsym(RTLD_DEFAULT, "CloseHandle");
    if (!get || !negotiate || !d->close_handle)
        worker_fail("not a driver");
    uint32_t version = 5;
    must(negotiate(&version));
    make_device(d, get);
    d->kept = job->live > GROUP ? job->live - GROUP : 0;
    d->memory = job_array(job, (d->kept + GROUP) * sizeof *d->memory);
    d->handle = job_array(job, (d->kept + 1) * sizeof *d->handle);
    for (size_t i = 0; i < d->kept; i++) {
        d->memory[i] = make_exportable(d, NT);
        d->handle[i] = get_handle(d, d->memory[i], NT);
    }
    return true;
}

static void close_driver(struct job *job)
{
    struct driver *d = job->own;
    if (d->source_handle)
        d->close_handle(d->source_handle);
    if (d->source)
        d->release(d->device, d->source, NULL);
    for (size_t i = 0; i < d->kept; i++) {
        d->close_handle(d->handle[i]);
        d->release(d->device, d->memory[i], NULL);
    }
    d->destroy_device(d->device, NULL);
    d->destroy_instance(d->instance, NULL);
}

/* An NT handle is exported once per memory object: each group is made anew,
 * outside the measured time. So of `live` payloads the last GROUP come and
 * go. */
static double export_round(struct job *job, double ms, uint64_t *ops)
{
    struct driver *d = job->own;
    VkDeviceMemory *memory = d->memory + d->kept;
    uint64_t end = now_ns() + (uint64_t)(ms * 1e6), spent = 0;
    do {
        for (unsigned i = 0; i < GROUP; i++)
            memory[i] = make_exportable(d, NT);
        uint64_t start = now_ns();
        for (unsigned i = 0; i < GROUP; i++)
            d->close_handle(get_handle(d, memory[i], NT));
        spent += now_ns() - start;
        for (unsigned i = 0; i < GROUP; i++)
            d->release(d->device, memory[i], NULL);
        *ops += GROUP;
    } while (now_ns() < end);
    return (double)spent / (double)*ops;
}

static bool open_import(struct job *job)
{
    if (!open_driver(job))
        return false;
    struct driver *d = job->own;
    d->source = make_exportable(d, NT);
    d->source_handle = get_handle(d, d->source, NT);
    return true;
}

static uint64_t import_batch(struct job *job)
{
    struct driver *d = job->own;
    VkImportMemoryWin32HandleInfoKHR import = {
        VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR, NULL, NT,
        d->source_handle, NULL};
    for (unsigned i = 0; i < GROUP; i++)
        d->release(d->device, make_memory(d, &import), NULL);
    return GROUP;
}

static bool open_kmt(struct job *job)
{
    if (!open_driver(job))
        return false;
    struct driver *d = job->own;
    d->source = make_exportable(d, KMT);
    return true;
}

static uint64_t kmt_batch(struct job *job)
{
    struct driver *d = job->own;
    for (unsigned i = 0; i < GROUP; i++)
        job->sink += (uintptr_t)get_handle(d, d->source, KMT);
    return GROUP;
}

static uint64_t memory_batch(struct job *job)
{
    struct driver *d = job->own;
    for (unsigned i = 0; i < GROUP; i++)
        d->release(d->device, make_exportable(d, NT), NULL);
    return GROUP;
}

const struct workload work_vulkan[] = {
    {"vk_export", open_driver, NULL, export_round, NULL, close_driver},
    {"vk_import", open_import, import_batch, NULL, NULL, close_driver},
    {"vk_kmt", open_kmt, kmt_batch, NULL, NULL, close_driver},
    {"vk_memory", open_driver, memory_batch, NULL, NULL, close_driver},
    {0}};

#else
const struct workload work_vulkan[] = {{0}};
#endif
