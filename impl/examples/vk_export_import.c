/* Two processes, one memory: export from Vulkan as a Win32 handle, import it
 * in another process, see the same bytes, close.
 *
 *   make vulkan
 *   VK_DRIVER_FILES=build/vulkan/libvk_hlocal.json \
 *       build/vulkan/example/vk_export_import
 *
 * This is Windows code: on Windows, with a GPU, the two calls that make a
 * child process differ (CreateProcess), everything else is the same.
 */
#ifndef VK_USE_PLATFORM_WIN32_KHR
#define VK_USE_PLATFORM_WIN32_KHR
#endif
#include <vulkan/vulkan.h>
#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 65536u

static void must(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "failed: %s\n", what);
    exit(1);
}
#define MUST(call) must((call), #call)

static VkDevice open_device(VkInstance *instance, uint32_t *memory_type)
{
    VkApplicationInfo application = {
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .apiVersion = VK_API_VERSION_1_1,
    };
    VkInstanceCreateInfo instance_info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .pApplicationInfo = &application,
    };
    const char *extension = VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME;
    float priority = 1.0f;
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority,
    };
    VkDeviceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .queueCreateInfoCount = 1,
        .pQueueCreateInfos = &queue,
        .enabledExtensionCount = 1,
        .ppEnabledExtensionNames = &extension,
    };
    VkPhysicalDeviceMemoryProperties properties;
    VkPhysicalDevice physical;
    VkDevice device;
    uint32_t count = 1;

    MUST(vkCreateInstance(&instance_info, NULL, instance) == VK_SUCCESS);
    vkEnumeratePhysicalDevices(*instance, &count, &physical);
    MUST(count == 1);
    MUST(vkCreateDevice(physical, &info, NULL, &device) == VK_SUCCESS);
    vkGetPhysicalDeviceMemoryProperties(physical, &properties);
    for (*memory_type = 0;; ++*memory_type)
        if ((properties.memoryTypes[*memory_type].propertyFlags &
             VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0)
            return device;
}

static VkDeviceMemory allocate(VkDevice device, uint32_t type, const void *next)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = next,
        .allocationSize = SIZE,
        .memoryTypeIndex = type,
    };
    VkDeviceMemory memory;

    MUST(vkAllocateMemory(device, &info, NULL, &memory) == VK_SUCCESS);
    return memory;
}

static char *map(VkDevice device, VkDeviceMemory memory)
{
    void *data;

    MUST(vkMapMemory(device, memory, 0, SIZE, 0, &data) == VK_SUCCESS);
    return data;
}

static int importer(void)
{
    VkInstance instance;
    uint32_t type;
    VkDevice device = open_device(&instance, &type);
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };

    MUST(read(0, &import.handle, sizeof import.handle) ==
         (ssize_t)sizeof import.handle);
    VkDeviceMemory memory = allocate(device, type, &import);
    MUST(CloseHandle(import.handle)); /* an import does not consume it */
    char *text = map(device, memory);
    printf("importer reads:  %s\n", text);
    strcpy(text, "hello from the importer");
    vkFreeMemory(device, memory, NULL);
    vkDestroyDevice(device, NULL);
    vkDestroyInstance(instance, NULL);
    return 0;
}

int main(int argc, char **argv)
{
    int pipe_ends[2], status;
    HANDLE handle, theirs;
    VkInstance instance;
    uint32_t type;

    (void)argv;
    if (argc > 1)
        return importer();
    MUST(pipe(pipe_ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[0], 0);
        execl("/proc/self/exe", "importer", "importer", (char *)NULL);
        _exit(127);
    }

    VkDevice device = open_device(&instance, &type);
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    VkDeviceMemory memory = allocate(device, type, &export);
    char *text = map(device, memory);
    strcpy(text, "hello from the exporter");

    PFN_vkGetMemoryWin32HandleKHR get_handle =
        (PFN_vkGetMemoryWin32HandleKHR)(void *)vkGetDeviceProcAddr(
            device, "vkGetMemoryWin32HandleKHR");
    VkMemoryGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .memory = memory,
        .handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    MUST(get_handle(device, &get, &handle) == VK_SUCCESS);
    HANDLE process = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)child);
    MUST(process != NULL);
    MUST(DuplicateHandle(GetCurrentProcess(), handle, process, &theirs, 0,
                         FALSE, DUPLICATE_SAME_ACCESS));
    MUST(CloseHandle(process) && CloseHandle(handle));
    MUST(write(pipe_ends[1], &theirs, sizeof theirs) == (ssize_t)sizeof theirs);
    MUST(waitpid(child, &status, 0) == child && status == 0);
    printf("exporter reads:  %s\n", text);
    MUST(strcmp(text, "hello from the importer") == 0);
    vkFreeMemory(device, memory, NULL);
    vkDestroyDevice(device, NULL);
    vkDestroyInstance(instance, NULL);
    return 0;
}
