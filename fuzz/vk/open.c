/* Opening the driver: the same through the loader and without it. */
#include "driver.h"
#include "open.h"

#include <stdio.h>
#include <stdlib.h>

struct vkf_driver vkf_driver;
vkf_hear *vkf_hears;

static VKAPI_ATTR VkBool32 VKAPI_CALL
hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
     VkDebugUtilsMessageTypeFlagsEXT type,
     const VkDebugUtilsMessengerCallbackDataEXT *data, void *user)
{
    (void)type;
    (void)user;
    if (severity == VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT &&
        vkf_hears != NULL && data->pMessageIdName != NULL)
        vkf_hears(data->pMessageIdName);
    return VK_FALSE;
}

static void need(int held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "vulkan target: %s\n", what);
    exit(2);
}

static void listen(PFN_vkGetInstanceProcAddr find, VkInstance instance)
{
    VkDebugUtilsMessengerCreateInfoEXT info = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
        .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
        .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
        .pfnUserCallback = hear,
    };
    VkDebugUtilsMessengerEXT messenger;
    PFN_vkCreateDebugUtilsMessengerEXT create =
        (PFN_vkCreateDebugUtilsMessengerEXT)find(
            instance, "vkCreateDebugUtilsMessengerEXT");
    need(create != NULL && create(instance, &info, NULL, &messenger) == 0,
         "no messenger");
}

void vkf_open_with(PFN_vkGetInstanceProcAddr find)
{
    static const char *const extension[] = {"VK_EXT_debug_utils"};
    VkApplicationInfo application = {
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
        .apiVersion = VK_API_VERSION_1_1,
    };
    VkInstanceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .pApplicationInfo = &application,
        .enabledExtensionCount = 1,
        .ppEnabledExtensionNames = extension,
    };
    struct vkf_driver *d = &vkf_driver;
    VkPhysicalDeviceProperties properties;
    PFN_vkCreateInstance create =
        (PFN_vkCreateInstance)find(NULL, "vkCreateInstance");
    need(create != NULL && create(&info, NULL, &d->instance) == VK_SUCCESS,
         "no instance");
    listen(find, d->instance);
    d->gpus = 2;
    PFN_vkEnumeratePhysicalDevices list = (PFN_vkEnumeratePhysicalDevices)find(
        d->instance, "vkEnumeratePhysicalDevices");
    need(list(d->instance, &d->gpus, d->gpu) >= 0 && d->gpus > 0, "no device");
    ((PFN_vkGetPhysicalDeviceMemoryProperties)find(
        d->instance, "vkGetPhysicalDeviceMemoryProperties"))(d->gpu[0],
                                                             &d->memory);
    ((PFN_vkGetPhysicalDeviceProperties)find(
        d->instance, "vkGetPhysicalDeviceProperties"))(d->gpu[0], &properties);
    d->limit = properties.limits.maxMemoryAllocationCount;
    d->vkCreateDevice = (PFN_vkCreateDevice)find(d->instance, "vkCreateDevice");
#define X(name)                                                                \
    d->name = (PFN_##name)find(d->instance, #name);                            \
    need(d->name != NULL, #name);
    VKF_COMMANDS(X)
#undef X
}
