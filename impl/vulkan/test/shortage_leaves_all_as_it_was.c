/* Each request of the driver for host memory is refused once: the call that
 * made it answers VK_ERROR_OUT_OF_HOST_MEMORY with empty outputs, the same call
 * then succeeds, all work is done, and nothing is left behind. */
#include "vk_fixture.h"

#include <fcntl.h>
#include <unistd.h>

#define SIZE 4096u
#define SEM_NT VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT

size_t __sanitizer_get_current_allocated_bytes(void);

static unsigned shortages;

static bool was_short(VkResult result)
{
    if (result != VK_ERROR_OUT_OF_HOST_MEMORY)
        return false;
    shortages++;
    return true;
}

/* Makes `out` by `call`, at the second try if memory is short at the first. */
#define MAKE(call, out)                                                        \
    do {                                                                       \
        VkResult made_ = (call);                                               \
        if (was_short(made_)) {                                                \
            EXPECT((out) == VK_NULL_HANDLE);                                   \
            made_ = (call);                                                    \
        }                                                                      \
        EXPECT(made_ == VK_SUCCESS && (out) != VK_NULL_HANDLE);                \
    } while (0)

static VKAPI_ATTR VkBool32 VKAPI_CALL
hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
     VkDebugUtilsMessageTypeFlagsEXT types,
     const VkDebugUtilsMessengerCallbackDataEXT *data, void *user)
{
    (void)severity;
    (void)types;
    (void)user;
    fprintf(stderr, "told: %s\n", data->pMessage);
    exit(1); /* a shortage is nobody's mistake */
}

static void open_all(struct fixture *f)
{
    static const char *const extension = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
    static const char *const extensions[] = {
        VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME,
        VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME,
        VK_KHR_EXTERNAL_SEMAPHORE_WIN32_EXTENSION_NAME,
        VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME,
    };
    float priority = 1.0f;
    VkInstanceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .enabledExtensionCount = 1,
        .ppEnabledExtensionNames = &extension,
    };
    VkDebugUtilsMessengerCreateInfoEXT ears = {
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
        .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
        .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
        .pfnUserCallback = hear,
    };
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority,
    };
    VkDeviceCreateInfo device = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .queueCreateInfoCount = 1,
        .pQueueCreateInfos = &queue,
        .enabledExtensionCount = 4,
        .ppEnabledExtensionNames = extensions,
    };
    uint32_t count = 1;

    memset(f, 0, sizeof *f);
    /* The variables are read anew when the first instance failed. */
    VkResult result = vkCreateInstance(&info, NULL, &f->instance);
    if (was_short(result)) {
        unsetenv("HLOCAL_VK_FAULT");
        result = vkCreateInstance(&info, NULL, &f->instance);
    }
    EXPECT_RESULT(result, VK_SUCCESS);
    PFN_vkCreateDebugUtilsMessengerEXT create =
        (PFN_vkCreateDebugUtilsMessengerEXT)(void *)vkGetInstanceProcAddr(
            f->instance, "vkCreateDebugUtilsMessengerEXT");
    MAKE(create(f->instance, &ears, NULL, &f->messenger), f->messenger);
    OK(vkEnumeratePhysicalDevices(f->instance, &count, &f->physical));
    /* The loader leaves the output of a failure as it was. */
    MAKE(vkCreateDevice(f->physical, &device, NULL, &f->device), f->device);
    vkGetDeviceQueue(f->device, 0, 0, &f->queue);
    f->get = (PFN_vkGetMemoryWin32HandleKHR)(void *)vkGetDeviceProcAddr(
        f->device, "vkGetMemoryWin32HandleKHR");
    f->get_fd = (PFN_vkGetMemoryFdKHR)(void *)vkGetDeviceProcAddr(
        f->device, "vkGetMemoryFdKHR");
    f->get_semaphore =
        (PFN_vkGetSemaphoreWin32HandleKHR)(void *)vkGetDeviceProcAddr(
            f->device, "vkGetSemaphoreWin32HandleKHR");
    f->import_semaphore =
        (PFN_vkImportSemaphoreWin32HandleKHR)(void *)vkGetDeviceProcAddr(
            f->device, "vkImportSemaphoreWin32HandleKHR");
}

static VkDeviceMemory allocate(struct fixture *f, const void *next)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = next,
        .allocationSize = SIZE,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;

    MAKE(vkAllocateMemory(f->device, &info, NULL, &memory), memory);
    return memory;
}

/* Memory that is shared by handle, and one that is by descriptor. */
static void memories(struct fixture *f, VkDeviceMemory memory[4])
{
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = NT,
    };
    VkImportMemoryWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR,
        .handleType = NT,
    };
    VkImportMemoryFdInfoKHR import_fd = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_FD_INFO_KHR,
        .handleType = FD,
    };
    VkMemoryGetFdInfoKHR get_fd = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
        .handleType = FD,
    };

    memory[0] = allocate(f, &export);
    OK(handle_get(f, memory[0], NT, &import.handle));
    memory[1] = allocate(f, &import);
    EXPECT(CloseHandle(import.handle)); /* a failed import left it open */
    export.handleTypes = FD;
    memory[2] = allocate(f, &export);
    get_fd.memory = memory[2];
    OK(f->get_fd(f->device, &get_fd, &import_fd.fd));
    memory[3] = allocate(f, &import_fd); /* at the second try too */
    EXPECT(fcntl(import_fd.fd, F_GETFD) >= 0);
    memory_map(f->device, memory[0])[7] = 42;
    EXPECT(memory_map(f->device, memory[1])[7] == 42);
    memory_map(f->device, memory[2])[9] = 43;
    EXPECT(memory_map(f->device, memory[3])[9] == 43);
}

struct work {
    VkBuffer from, to;
    VkImage image;
    VkCommandPool pool;
    VkCommandBuffer commands[2];
    VkSemaphore counter, one, other;
    VkFence fence;
    VkEvent event;
    VkBufferView buffer_view;
    VkImageView image_view;
    VkDeviceMemory target; /* what the commands write */
};

static VkBuffer bound_buffer(struct fixture *f, VkDeviceMemory memory,
                             VkExternalMemoryHandleTypeFlags types)
{
    VkExternalMemoryBufferCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO,
        .handleTypes = types,
    };
    VkBufferCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
        .pNext = &external,
        .size = SIZE,
        .usage =
            VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
    };
    VkBuffer buffer;

    MAKE(vkCreateBuffer(f->device, &info, NULL, &buffer), buffer);
    OK(vkBindBufferMemory(f->device, buffer, memory, 0));
    return buffer;
}

static void objects(struct fixture *f, struct work *w, VkDeviceMemory memory[4])
{
    VkImageCreateInfo image = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {8, 8, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkBufferViewCreateInfo buffer_view = {
        .sType = VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO,
    };
    VkImageViewCreateInfo image_view = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO,
    };
    VkEventCreateInfo event = {.sType = VK_STRUCTURE_TYPE_EVENT_CREATE_INFO};
    VkFenceCreateInfo fence = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};

    w->from = bound_buffer(f, memory[0], NT);
    w->to = bound_buffer(f, memory[2], FD);
    MAKE(vkCreateImage(f->device, &image, NULL, &w->image), w->image);
    MAKE(vkCreateBufferView(f->device, &buffer_view, NULL, &w->buffer_view),
         w->buffer_view);
    MAKE(vkCreateImageView(f->device, &image_view, NULL, &w->image_view),
         w->image_view);
    MAKE(vkCreateEvent(f->device, &event, NULL, &w->event), w->event);
    MAKE(vkCreateFence(f->device, &fence, NULL, &w->fence), w->fence);
}

static void semaphores(struct fixture *f, struct work *w)
{
    VkSemaphoreTypeCreateInfo type = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO,
        .semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE,
    };
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = SEM_NT,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
    };
    VkSemaphoreGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .handleType = SEM_NT,
    };
    VkImportSemaphoreWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .handleType = SEM_NT,
    };

    info.pNext = &type;
    MAKE(vkCreateSemaphore(f->device, &info, NULL, &w->counter), w->counter);
    info.pNext = NULL;
    MAKE(vkCreateSemaphore(f->device, &info, NULL, &w->other), w->other);
    info.pNext = &export;
    MAKE(vkCreateSemaphore(f->device, &info, NULL, &w->one), w->one);
    get.semaphore = w->one;
    OK(f->get_semaphore(f->device, &get, &import.handle));
    import.semaphore = w->other;
    OK(f->import_semaphore(f->device, &import));
    EXPECT(CloseHandle(import.handle));
}

static VkResult record_once(struct work *w, VkCommandBuffer commands)
{
    VkCommandBufferBeginInfo begin = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
    };
    VkBufferCopy region = {.size = SIZE};

    OK(vkBeginCommandBuffer(commands, &begin));
    vkCmdFillBuffer(commands, w->from, 0, VK_WHOLE_SIZE, 0x01010101);
    vkCmdUpdateBuffer(commands, w->from, 0, 4, "abc");
    vkCmdCopyBuffer(commands, w->from, w->to, 1, &region);
    return vkEndCommandBuffer(commands);
}

static void record(struct fixture *f, struct work *w)
{
    VkCommandPoolCreateInfo pool = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
    };

    MAKE(vkCreateCommandPool(f->device, &pool, NULL, &w->pool), w->pool);
    VkCommandBufferAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
        .commandPool = w->pool,
        .commandBufferCount = 2,
    };
    MAKE(vkAllocateCommandBuffers(f->device, &info, w->commands),
         w->commands[0]);
    EXPECT(w->commands[1] != NULL);
    for (int i = 0; i < 2; i++) {
        VkResult result = record_once(w, w->commands[i]);
        if (was_short(result)) {
            /* What lacks a command cannot be submitted. */
            result = record_once(w, w->commands[i]);
        }
        EXPECT_RESULT(result, VK_SUCCESS);
    }
}

/* Three batches, which wait for the host and for each other; but nothing that
 * is not there, for the thread that would wait has memory of its own. */
static void submit(struct fixture *f, struct work *w)
{
    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    uint64_t value = 7;
    VkTimelineSemaphoreSubmitInfo values = {
        .sType = VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO,
        .waitSemaphoreValueCount = 1,
        .pWaitSemaphoreValues = &value,
    };
    VkSubmitInfo infos[3] = {
        {
            .pNext = &values,
            .waitSemaphoreCount = 1,
            .pWaitSemaphores = &w->counter,
            .pWaitDstStageMask = &stage,
            .commandBufferCount = 2,
            .pCommandBuffers = w->commands,
        },
        {.signalSemaphoreCount = 1, .pSignalSemaphores = &w->one},
        {
            .waitSemaphoreCount = 1,
            .pWaitSemaphores = &w->other,
            .pWaitDstStageMask = &stage,
        },
    };
    PFN_vkSignalSemaphoreKHR signal =
        (PFN_vkSignalSemaphoreKHR)(void *)vkGetDeviceProcAddr(
            f->device, "vkSignalSemaphoreKHR");
    VkSemaphoreSignalInfo seven = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO,
        .semaphore = w->counter,
        .value = value,
    };

    OK(signal(f->device, &seven));
    for (int i = 0; i < 3; i++)
        infos[i].sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    VkResult result = vkQueueSubmit(f->queue, 3, infos, w->fence);
    if (was_short(result)) { /* all of it, or nothing */
        EXPECT_RESULT(vkGetFenceStatus(f->device, w->fence), VK_NOT_READY);
        EXPECT(memory_map(f->device, w->target)[4] == 0);
        vkUnmapMemory(f->device, w->target);
        result = vkQueueSubmit(f->queue, 3, infos, w->fence);
    }
    EXPECT_RESULT(result, VK_SUCCESS);
    OK(vkGetFenceStatus(f->device, w->fence));
    OK(vkQueueWaitIdle(f->queue));
    OK(vkResetFences(f->device, 1, &w->fence));
    result = vkQueueSubmit(f->queue, 0, NULL, w->fence); /* a fence alone */
    if (was_short(result))
        result = vkQueueSubmit(f->queue, 0, NULL, w->fence);
    EXPECT_RESULT(result, VK_SUCCESS);
    OK(vkGetFenceStatus(f->device, w->fence));
}

static void scenario(void)
{
    VkDeviceMemory memory[4];
    struct fixture f;
    struct work w;

    open_all(&f);
    size_t before = __sanitizer_get_current_allocated_bytes();
    memories(&f, memory);
    objects(&f, &w, memory);
    semaphores(&f, &w);
    record(&f, &w);
    w.target = memory[3];
    vkUnmapMemory(f.device, w.target);
    submit(&f, &w);
    const unsigned char *bytes = memory_map(f.device, memory[3]);
    EXPECT(memcmp(bytes, "abc", 4) == 0 && bytes[4] == 1 && bytes[4095] == 1);
    vkDestroyCommandPool(f.device, w.pool, NULL);
    vkDestroyFence(f.device, w.fence, NULL);
    vkDestroyEvent(f.device, w.event, NULL);
    vkDestroySemaphore(f.device, w.counter, NULL);
    vkDestroySemaphore(f.device, w.one, NULL);
    vkDestroySemaphore(f.device, w.other, NULL);
    vkDestroyBufferView(f.device, w.buffer_view, NULL);
    vkDestroyImageView(f.device, w.image_view, NULL);
    vkDestroyImage(f.device, w.image, NULL);
    vkDestroyBuffer(f.device, w.from, NULL);
    vkDestroyBuffer(f.device, w.to, NULL);
    for (int i = 0; i < 4; i++)
        vkFreeMemory(f.device, memory[i], NULL);
    EXPECT(__sanitizer_get_current_allocated_bytes() == before);
    fixture_close(&f);
}

int main(void)
{
    char fault[80];
    unsigned k;

    /* The third is the table of handles, which only the first run asks for. */
    setenv("HLOCAL_VK_FAULT", "hostMemory:3=VK_ERROR_OUT_OF_HOST_MEMORY", 1);
    scenario();
    EXPECT(shortages == 1);
    for (k = 1; shortages > 0; k++) {
        snprintf(fault, sizeof fault,
                 "hostMemory:%u=VK_ERROR_OUT_OF_HOST_MEMORY", k);
        setenv("HLOCAL_VK_FAULT", fault, 1);
        shortages = 0;
        scenario();
        EXPECT(shortages <= 1);
    }
    unsetenv("HLOCAL_VK_FAULT");
    EXPECT(k > 40); /* so many requests there were */
    return 0;
}
