/* A handle that is open when its device goes is reported with the name that
 * the application gave the allocation, or semaphore; and again, on stderr, when
 * the process ends, unless HLOCAL_LEAKS=off.
 * Shows SEED_VK_7. */
#include "vk_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

static char text[2][512];
static unsigned texts;

static VKAPI_ATTR VkBool32 VKAPI_CALL
hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
     VkDebugUtilsMessageTypeFlagsEXT types,
     const VkDebugUtilsMessengerCallbackDataEXT *data, void *user)
{
    (void)severity;
    (void)types;
    (void)user;
    if (strcmp(data->pMessageIdName, "HLOCAL-vkDestroyDevice-handle-open") == 0)
        snprintf(text[texts++ % 2], sizeof text[0], "%s", data->pMessage);
    return VK_FALSE;
}

static void name(struct fixture *f, VkObjectType type, uint64_t object,
                 const char *words)
{
    PFN_vkSetDebugUtilsObjectNameEXT label =
        (PFN_vkSetDebugUtilsObjectNameEXT)(void *)vkGetInstanceProcAddr(
            f->instance, "vkSetDebugUtilsObjectNameEXT");
    VkDebugUtilsObjectNameInfoEXT info = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
        .objectType = type,
        .objectHandle = object,
        .pObjectName = words,
    };

    OK(label(f->device, &info));
}

/* Export memory and a semaphore, and forget their handles. */
static void forget(struct fixture *f, HANDLE *memory_handle,
                   HANDLE *semaphore_handle)
{
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &export};
    VkSemaphoreGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .handleType = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT,
    };
    VkDeviceMemory memory = memory_new(f, 4096, NT);

    name(f, VK_OBJECT_TYPE_DEVICE_MEMORY, (uint64_t)(uintptr_t)memory,
         "swapchain image 3");
    OK(handle_get(f, memory, NT, memory_handle));
    vkFreeMemory(f->device, memory, NULL);
    OK(vkCreateSemaphore(f->device, &info, NULL, &get.semaphore));
    name(f, VK_OBJECT_TYPE_SEMAPHORE, (uint64_t)(uintptr_t)get.semaphore,
         "frame done");
    OK(f->get_semaphore(f->device, &get, semaphore_handle));
    vkDestroySemaphore(f->device, get.semaphore, NULL);
}

/* Run this program as one that forgets, and read what it writes to stderr. */
static void process_end(char **argv, const char *leaks, char out[4096])
{
    size_t length = 0;
    ssize_t got;
    int pipes[2], status;

    EXPECT(pipe(pipes) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        setenv("HLOCAL_LEAKS", leaks, 1);
        dup2(pipes[1], STDERR_FILENO);
        close(pipes[0]);
        close(pipes[1]);
        execl(argv[0], argv[0], "forget", (char *)NULL);
        _exit(127);
    }
    close(pipes[1]);
    while ((got = read(pipes[0], out + length, 4095 - length)) > 0)
        length += (size_t)got;
    out[length] = '\0';
    close(pipes[0]);
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
}

int main(int argc, char **argv)
{
    VkDebugUtilsMessengerCreateInfoEXT ears = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
        .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT,
        .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
        .pfnUserCallback = hear,
    };
    VkDebugUtilsMessengerEXT messenger;
    HANDLE memory, semaphore;
    struct fixture f;
    char out[4096];

    fixture_open(&f, 0);
    if (argc > 1) {
        forget(&f, &memory, &semaphore);
        fixture_close(&f);
        return 0;
    }
    PFN_vkCreateDebugUtilsMessengerEXT create =
        (PFN_vkCreateDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f.instance, "vkCreateDebugUtilsMessengerEXT");
    PFN_vkDestroyDebugUtilsMessengerEXT destroy =
        (PFN_vkDestroyDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f.instance, "vkDestroyDebugUtilsMessengerEXT");
    OK(create(f.instance, &ears, NULL, &messenger));
    forget(&f, &memory, &semaphore);
    vkDestroyDevice(f.device, NULL);
    EXPECT(texts == 2);
    EXPECT(strstr(text[0], "memory \"swapchain image 3\" (4096 bytes)") !=
           NULL);
    EXPECT(strstr(text[0], "CloseHandle") != NULL);
    EXPECT(strstr(text[1], "semaphore \"frame done\"") != NULL);
    EXPECT(CloseHandle(memory) && CloseHandle(semaphore));
    destroy(f.instance, messenger, NULL);
    f.device = fixture_device(&f, f.physical);
    fixture_close(&f);
    EXPECT(texts == 2);

    process_end(argv, "on", out);
    EXPECT(strstr(out, "memory \"swapchain image 3\" (4096 bytes) was never "
                       "closed") != NULL);
    EXPECT(strstr(out, "semaphore \"frame done\"") != NULL);
    process_end(argv, "off", out);
    EXPECT(strstr(out, "never closed") == NULL);
    return 0;
}
