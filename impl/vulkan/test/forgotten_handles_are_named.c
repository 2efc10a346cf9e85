/* A handle that is open when its device goes is reported with the name that
 * the application gave the allocation.
 * Shows SEED_VK_7. */
#include "vk_fixture.h"

static char text[512];

static VKAPI_ATTR VkBool32 VKAPI_CALL
hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
     VkDebugUtilsMessageTypeFlagsEXT types,
     const VkDebugUtilsMessengerCallbackDataEXT *data, void *user)
{
    (void)severity;
    (void)types;
    (void)user;
    snprintf(text, sizeof text, "%s", data->pMessage);
    return VK_FALSE;
}

int main(void)
{
    VkDebugUtilsMessengerCreateInfoEXT ears = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
        .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT,
        .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
        .pfnUserCallback = hear,
    };
    VkDebugUtilsMessengerEXT messenger;
    struct fixture f;
    HANDLE handle;

    fixture_open(&f, 0);
    PFN_vkCreateDebugUtilsMessengerEXT create =
        (PFN_vkCreateDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f.instance, "vkCreateDebugUtilsMessengerEXT");
    PFN_vkDestroyDebugUtilsMessengerEXT destroy =
        (PFN_vkDestroyDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f.instance, "vkDestroyDebugUtilsMessengerEXT");
    PFN_vkSetDebugUtilsObjectNameEXT label =
        (PFN_vkSetDebugUtilsObjectNameEXT)(void *)vkGetInstanceProcAddr(
            f.instance, "vkSetDebugUtilsObjectNameEXT");
    OK(create(f.instance, &ears, NULL, &messenger));
    VkDeviceMemory memory = memory_new(&f, 4096, NT);
    VkDebugUtilsObjectNameInfoEXT name = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
        .objectType = VK_OBJECT_TYPE_DEVICE_MEMORY,
        .objectHandle = (uint64_t)(uintptr_t)memory,
        .pObjectName = "swapchain image 3",
    };
    OK(label(f.device, &name));
    OK(handle_get(&f, memory, NT, &handle));
    vkFreeMemory(f.device, memory, NULL);
    vkDestroyDevice(f.device, NULL);
    EXPECT(strstr(text, "swapchain image 3") != NULL);
    EXPECT(strstr(text, "CloseHandle") != NULL);
    EXPECT(CloseHandle(handle));
    destroy(f.instance, messenger, NULL);
    text[0] = '\0';
    f.device = fixture_device(&f, f.physical);
    fixture_close(&f);
    EXPECT(text[0] == '\0');
    return 0;
}
