/* Under VK_LAYER_KHRONOS_validation, which does not know this extension on
 * Linux: with its handle wrapping off and the driver's own name for the call
 * the whole flow works; with wrapping on, foreign handles never crash, and
 * names work if the layer can be told to keep the structures. How both are told
 * depends on the layer's version. */
#include "vk_fixture.h"

#include <unistd.h>

/* The version that the layer was built for; 0 without it. */
static uint32_t layer_version(void)
{
    VkLayerProperties layers[32];
    uint32_t count = 32;

    OK(vkEnumerateInstanceLayerProperties(&count, layers));
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(layers[i].layerName, "VK_LAYER_KHRONOS_validation") == 0)
            return layers[i].specVersion;
    return 0;
}

struct layered {
    VkInstance instance;
    VkDevice device;
    PFN_vkGetMemoryWin32HandleKHR get;
};

static void layered_open(struct layered *l)
{
    static const char *const layer = "VK_LAYER_KHRONOS_validation";
    static const char *const extension =
        VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME;
    VkApplicationInfo application = {
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .apiVersion = VK_API_VERSION_1_1,
    };
    VkInstanceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .pApplicationInfo = &application,
        .enabledLayerCount = 1,
        .ppEnabledLayerNames = &layer,
    };
    float priority = 1;
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority,
    };
    VkDeviceCreateInfo device = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .queueCreateInfoCount = 1,
        .pQueueCreateInfos = &queue,
        .enabledExtensionCount = 1,
        .ppEnabledExtensionNames = &extension,
    };
    VkPhysicalDevice physical;
    uint32_t count = 1;

    OK(vkCreateInstance(&info, NULL, &l->instance));
    OK(vkEnumeratePhysicalDevices(l->instance, &count, &physical));
    OK(vkCreateDevice(physical, &device, NULL, &l->device));
    l->get = (PFN_vkGetMemoryWin32HandleKHR)(void *)vkGetDeviceProcAddr(
        l->device, "vkGetMemoryWin32HandleHLOCAL");
    EXPECT(l->get != NULL);
}

static VkResult flow(struct layered *l, VkDeviceMemory *memory,
                     VkDeviceMemory *copy, HANDLE *handle)
{
    struct fixture f = {.device = l->device, .get = l->get};
    VkMemoryGetWin32HandleInfoKHR info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR,
        .handleType = NT,
    };

    *memory = memory_new(&f, 4096, NT);
    info.memory = *memory;
    *handle = &info;
    VkResult result = l->get(l->device, &info, handle);
    if (result != VK_SUCCESS)
        EXPECT(*handle == NULL);
    else
        result =
            memory_import(&f, l->device, 4096, NT, *handle, NULL, NULL, copy);
    return result;
}

/* Memory by name: what is left when exports see the layer's numbers. Whether
 * the import shows the exporter's bytes; without the structures it is plain
 * memory. */
static bool named_import_aliases(struct layered *l)
{
    struct fixture f = {.device = l->device};
    VkExportMemoryWin32HandleInfoKHR win32 = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .dwAccess = GENERIC_ALL,
        .name = u"under a layer",
    };
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .pNext = &win32,
        .handleTypes = NT,
    };
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = &export,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory, copy;

    OK(vkAllocateMemory(l->device, &info, NULL, &memory));
    OK(memory_import(&f, l->device, 4096, NT, NULL, u"under a layer", NULL,
                     &copy));
    memory_map(l->device, memory)[7] = 42;
    bool same = memory_map(l->device, copy)[7] == 42;
    vkFreeMemory(l->device, memory, NULL);
    vkFreeMemory(l->device, copy, NULL);
    return same;
}

/* The layer's settings file; it is read with each instance. */
static void settings_write(char path[64])
{
    snprintf(path, 64, "/tmp/vk_layer_settings.%d.txt", (int)getpid());
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL);
    fputs("khronos_validation.custom_stype_list = "
          "1000073000,40,1000073001,40\n",
          file);
    EXPECT(fclose(file) == 0);
    setenv("VK_LAYER_SETTINGS_PATH", path, 1);
}

/* Without handle wrapping. */
static void unwrapped(void)
{
    VkDeviceMemory memory, copy = VK_NULL_HANDLE;
    struct layered l;
    HANDLE handle;

    layered_open(&l);
    OK(flow(&l, &memory, &copy, &handle));
    unsigned char *one = memory_map(l.device, memory);
    unsigned char *two = memory_map(l.device, copy);
    one[100] = 42;
    EXPECT(two[100] == 42);
    EXPECT(CloseHandle(handle));
    vkFreeMemory(l.device, memory, NULL);
    vkFreeMemory(l.device, copy, NULL);
    vkDestroyDevice(l.device, NULL);
    vkDestroyInstance(l.instance, NULL);
}

/* The layer's numbers are not ours, and are told apart; whether names work. */
static bool wrapped(void)
{
    VkDeviceMemory memory, copy = VK_NULL_HANDLE;
    struct layered l;
    HANDLE handle;

    layered_open(&l);
    bool kept = named_import_aliases(&l);
    EXPECT_RESULT(flow(&l, &memory, &copy, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    vkFreeMemory(l.device, memory, NULL);
    vkDestroyDevice(l.device, NULL);
    vkDestroyInstance(l.instance, NULL);
    return kept;
}

int main(void)
{
    const uint32_t version = layer_version();
    const bool old = version < VK_MAKE_API_VERSION(0, 1, 4, 0);
    /* README.md has the same two. */
    const char *variable =
        old ? "VK_LAYER_DISABLES" : "VK_LAYER_UNIQUE_HANDLES";
    const char *value =
        old ? "VK_VALIDATION_FEATURE_DISABLE_UNIQUE_HANDLES_EXT" : "0";

    if (version == 0) {
        puts("skipped: the layer is not installed (vulkan-validationlayers)");
        return 0;
    }
    setenv(variable, value, 1);
    unwrapped();
    unsetenv(variable);
    EXPECT(!wrapped());
    if (old) { /* later ones do not heed the list */
        char path[64];
        settings_write(path);
        bool kept = wrapped();
        remove(path);
        EXPECT(kept);
    }
    return 0;
}
