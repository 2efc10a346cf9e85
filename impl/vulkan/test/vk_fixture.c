#include "vk_fixture.h"

/* Every rule told in any test ends up in one file, if run.sh names one; it
 * compares that with specs/vk/rules.def. */
static void note(const char *id)
{
    const char *path = getenv("VK_TOLD_FILE");
    FILE *file = path == NULL ? NULL : fopen(path, "a");

    if (file == NULL)
        return;
    fprintf(file, "%s\n", id);
    fclose(file);
}

static void dashes(char *text)
{
    for (; *text != '\0'; text++)
        *text = *text == '_' ? '-' : *text;
}

/* Tests name rules as 1.3.239 numbers them; a driver built with later headers
 * tells them by their later numbers. */
static void renumber(const char *id, char told[96])
{
    static const struct {
        const char *name, *old_end, *new_end;
    } rules[] = {
#define V(id, name, old, new, ...) {#name, old, new},
#include "vk/rules.def"
    };

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        char later[160];
        const char *last = strrchr(rules[i].name, '_');
        int old_stem = (int)(last - rules[i].name);
        if (strcmp(rules[i].old_end, rules[i].new_end) == 0)
            continue;
        if (strchr(rules[i].new_end, '-') != NULL) /* two parts changed */
            while (*--last != '_')
                ;
        int stem = (int)(last - rules[i].name);
        snprintf(later, sizeof later, "%.*s-%s", stem, rules[i].name,
                 rules[i].new_end);
        dashes(later);
        if (strcmp(id, later) == 0) {
            snprintf(told, 96, "%.*s-%s", old_stem, rules[i].name,
                     rules[i].old_end);
            dashes(told);
            return;
        }
    }
    snprintf(told, 96, "%s", id);
}

static VKAPI_ATTR VkBool32 VKAPI_CALL
hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
     VkDebugUtilsMessageTypeFlagsEXT types,
     const VkDebugUtilsMessengerCallbackDataEXT *data, void *user)
{
    struct fixture *f = user;

    (void)severity;
    if ((types & VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT) == 0 ||
        f->reported_count == 64)
        return VK_FALSE;
    EXPECT(data->pMessage != NULL && strlen(data->pMessage) > 20);
    const char *id = data->pMessageIdName;
    if (strncmp(id, "VUID-", 5) == 0)
        id += 5;
    renumber(id, f->told[f->reported_count]);
    note(f->told[f->reported_count++]);
    return VK_FALSE;
}

VkDevice fixture_device(struct fixture *f, VkPhysicalDevice physical)
{
    static const char *const extensions[] = {
        VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME,
        VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME,
        VK_KHR_EXTERNAL_SEMAPHORE_WIN32_EXTENSION_NAME,
        VK_KHR_EXTERNAL_FENCE_WIN32_EXTENSION_NAME,
        VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME,
    };
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
        .enabledExtensionCount = 5,
        .ppEnabledExtensionNames = extensions,
    };
    VkDevice device;

    (void)f;
    OK(vkCreateDevice(physical, &info, NULL, &device));
    return device;
}

#define LOAD(field, name)                                                      \
    f->field = (PFN_##name)(void *)vkGetDeviceProcAddr(f->device, #name);      \
    EXPECT(f->field != NULL)

void fixture_open(struct fixture *f, unsigned physical)
{
    static const char *const extension = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
    VkApplicationInfo application = {
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .apiVersion = VK_API_VERSION_1_1,
    };
    VkInstanceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .pApplicationInfo = &application,
        .enabledExtensionCount = 1,
        .ppEnabledExtensionNames = &extension,
    };
    VkDebugUtilsMessengerCreateInfoEXT ears = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
        .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT |
                           VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT,
        .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
        .pfnUserCallback = hear,
        .pUserData = f,
    };
    VkPhysicalDevice all[4];
    uint32_t count = 4;

    memset(f, 0, sizeof *f);
    OK(vkCreateInstance(&info, NULL, &f->instance));
    PFN_vkCreateDebugUtilsMessengerEXT create =
        (PFN_vkCreateDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f->instance, "vkCreateDebugUtilsMessengerEXT");
    OK(create(f->instance, &ears, NULL, &f->messenger));
    OK(vkEnumeratePhysicalDevices(f->instance, &count, all));
    EXPECT(physical < count);
    f->physical = all[physical];
    f->device = fixture_device(f, f->physical);
    vkGetDeviceQueue(f->device, 0, 0, &f->queue);
    EXPECT(f->queue != VK_NULL_HANDLE);
    LOAD(get, vkGetMemoryWin32HandleKHR);
    LOAD(properties, vkGetMemoryWin32HandlePropertiesKHR);
    LOAD(get_fd, vkGetMemoryFdKHR);
    LOAD(get_semaphore, vkGetSemaphoreWin32HandleKHR);
    LOAD(import_semaphore, vkImportSemaphoreWin32HandleKHR);
    LOAD(get_fence, vkGetFenceWin32HandleKHR);
    LOAD(import_fence, vkImportFenceWin32HandleKHR);
}

void fixture_close(struct fixture *f)
{
    PFN_vkDestroyDebugUtilsMessengerEXT destroy =
        (PFN_vkDestroyDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f->instance, "vkDestroyDebugUtilsMessengerEXT");

    vkDestroyDevice(f->device, NULL);
    destroy(f->instance, f->messenger, NULL);
    vkDestroyInstance(f->instance, NULL);
}

bool fixture_reported(struct fixture *f, const char *id)
{
    bool found = false;

    for (unsigned i = 0; i < f->reported_count; i++)
        found = found || strcmp(f->told[i], id) == 0;
    if (!found)
        for (unsigned i = 0; i < f->reported_count; i++)
            fprintf(stderr, "told: %s\n", f->told[i]);
    f->reported_count = 0;
    return found;
}

bool fixture_none_reported(struct fixture *f)
{
    for (unsigned i = 0; i < f->reported_count; i++)
        fprintf(stderr, "told: %s\n", f->told[i]);
    return f->reported_count == 0;
}

VkDeviceMemory memory_new(struct fixture *f, VkDeviceSize size,
                          VkExternalMemoryHandleTypeFlags types)
{
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = types,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = types == 0 ? NULL : &export,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    OK(vkAllocateMemory(f->device, &info, NULL, &memory));
    return memory;
}

VkResult memory_import(struct fixture *f, VkDevice device, VkDeviceSize size,
                       VkExternalMemoryHandleTypeFlagBits type, HANDLE handle,
                       const void *name, const void *next,
                       VkDeviceMemory *memory)
{
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .pNext = next,
        .handleType = type,
        .handle = handle,
        .name = name,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &import,
        .allocationSize = size,
        .memoryTypeIndex = VISIBLE,
    };

    (void)f;
    *memory = (VkDeviceMemory)(uintptr_t)0x5A5A;
    VkResult result = vkAllocateMemory(device, &info, NULL, memory);
    EXPECT((result == VK_SUCCESS) == (*memory != VK_NULL_HANDLE));
    return result;
}

VkResult handle_get(struct fixture *f, VkDeviceMemory memory,
                    VkExternalMemoryHandleTypeFlagBits type, HANDLE *handle)
{
    VkMemoryGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .memory = memory,
        .handleType = type,
    };

    *handle = &info; /* anything but what a failure must store */
    VkResult result = f->get(f->device, &info, handle);
    EXPECT((result == VK_SUCCESS) == (*handle != NULL));
    return result;
}

unsigned char *memory_map(VkDevice device, VkDeviceMemory memory)
{
    void *data;

    OK(vkMapMemory(device, memory, 0, VK_WHOLE_SIZE, 0, &data));
    return data;
}

VkBuffer buffer_new(VkDevice device, VkDeviceSize size,
                    VkExternalMemoryHandleTypeFlags types)
{
    VkExternalMemoryBufferCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO,
        .handleTypes = types,
    };
    VkBufferCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
        .pNext = types == 0 ? NULL : &external,
        .size = size,
        .usage =
            VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
    };
    VkBuffer buffer;

    OK(vkCreateBuffer(device, &info, NULL, &buffer));
    return buffer;
}

void commands_run(VkDevice device, VkQueue queue, commands_record *record,
                  void *context)
{
    VkCommandPoolCreateInfo pool_info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
    };
    VkCommandPool pool;

    OK(vkCreateCommandPool(device, &pool_info, NULL, &pool));
    VkCommandBufferAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
        .commandPool = pool,
        .commandBufferCount = 1,
    };
    VkCommandBufferBeginInfo begin = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
        .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT,
    };
    VkCommandBuffer commands;
    OK(vkAllocateCommandBuffers(device, &info, &commands));
    OK(vkBeginCommandBuffer(commands, &begin));
    record(commands, context);
    OK(vkEndCommandBuffer(commands));
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .commandBufferCount = 1,
        .pCommandBuffers = &commands,
    };
    OK(vkQueueSubmit(queue, 1, &submit, VK_NULL_HANDLE));
    OK(vkQueueWaitIdle(queue));
    vkDestroyCommandPool(device, pool, NULL);
}
