/* Under VK_LAYER_KHRONOS_validation, which does not know this extension on
 * Linux: with its handle wrapping off and the driver's own name for the call
 * the whole flow works; with wrapping on, foreign handles never crash. */
#include "vk_fixture.h"

static VkBool32 layer_present(void)
{
    VkLayerProperties layers[32];
    uint32_t count = 32;

    OK(vkEnumerateInstanceLayerProperties(&count, layers));
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(layers[i].layerName, "VK_LAYER_KHRONOS_validation") == 0)
            return VK_TRUE;
    return VK_FALSE;
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

int main(void)
{
    VkDeviceMemory memory, copy = VK_NULL_HANDLE;
    struct layered l;
    HANDLE handle;

    if (!layer_present()) {
        puts("the layer is not installed (vulkan-validationlayers)");
        return 0;
    }
    setenv("VK_LAYER_DISABLES",
           "VK_VALIDATION_FEATURE_DISABLE_UNIQUE_HANDLES_EXT", 1);
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

    /* Wrapped: the layer's numbers are not ours, and are told apart. */
    unsetenv("VK_LAYER_DISABLES");
    layered_open(&l);
    EXPECT_RESULT(flow(&l, &memory, &copy, &handle),
                  VK_ERROR_VALIDATION_FAILED);
    vkFreeMemory(l.device, memory, NULL);
    vkDestroyDevice(l.device, NULL);
    vkDestroyInstance(l.instance, NULL);
    return 0;
}
