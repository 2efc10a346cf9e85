/* Every core command of the version that the driver advertises can be found,
 * and one for work that the device does not do says so once, answers an error
 * and leaves its outputs empty. What is not core and not enabled is not found.
 * Shows VK_DEVICE_ABSENT. */
#include "vk_fixture.h"

#include <dlfcn.h>

static const struct command {
    const char *name, *first; /* the type of its first parameter */
} core[] = {
#define C(name, first) {#name, #first},
#include "../../../build/vulkan/test/core_commands.inc"
#undef C
};
#define COMMANDS (sizeof core / sizeof core[0])

static bool is_device_level(const struct command *command)
{
    return strcmp(command->first, "VkDevice") == 0 ||
           strcmp(command->first, "VkQueue") == 0 ||
           strcmp(command->first, "VkCommandBuffer") == 0;
}

static void device_commands(VkDevice device)
{
    unsigned found = 0;

    for (size_t i = 0; i < COMMANDS; i++) {
        if (!is_device_level(&core[i]))
            continue;
        if (vkGetDeviceProcAddr(device, core[i].name) == NULL)
            fprintf(stderr, "missing: %s\n", core[i].name);
        else
            found++;
    }
    EXPECT(found == 137); /* of 1.1; the list above is not empty */
    EXPECT(vkGetDeviceProcAddr(device, "vkCmdBeginRenderPass2") == NULL);
    EXPECT(vkGetDeviceProcAddr(device, "vkResetQueryPool") == NULL);
    EXPECT(vkGetDeviceProcAddr(device, "vkCmdDrawMeshTasksEXT") == NULL);
    EXPECT(vkGetDeviceProcAddr(device, "vkCreateSwapchainKHR") == NULL);
    EXPECT(vkGetDeviceProcAddr(device, "vkNoSuchCommand") == NULL);
    EXPECT(vkGetDeviceProcAddr(device, "") == NULL);
}

/* The driver itself, past the loader, which has all names for all. */
static void instance_commands(void)
{
    const char *manifest = getenv("VK_DRIVER_FILES");
    char path[4096];
    VkInstanceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
    };
    VkInstance instance;
    unsigned missing = 0;

    EXPECT(manifest != NULL && strlen(manifest) > 5);
    snprintf(path, sizeof path, "%.*s.so", (int)strlen(manifest) - 5, manifest);
    void *driver = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    EXPECT(driver != NULL);
    PFN_vkGetInstanceProcAddr find =
        (PFN_vkGetInstanceProcAddr)dlsym(driver, "vk_icdGetInstanceProcAddr");
    EXPECT(find != NULL);
    PFN_vkCreateInstance create =
        (PFN_vkCreateInstance)(void *)find(NULL, "vkCreateInstance");
    EXPECT(create != NULL);
    OK(create(&info, NULL, &instance));
    for (size_t i = 0; i < COMMANDS; i++)
        if (find(instance, core[i].name) == NULL) {
            fprintf(stderr, "missing: %s\n", core[i].name);
            missing++;
        }
    EXPECT(missing == 0 && COMMANDS == 165);
    EXPECT(find(NULL, "vkDestroyInstance") == NULL);
    EXPECT(find(NULL, "vkEnumerateInstanceVersion") != NULL);
    EXPECT(find(instance, "vkGetPhysicalDeviceToolProperties") == NULL);
    PFN_vkEnumerateInstanceLayerProperties layers =
        (PFN_vkEnumerateInstanceLayerProperties)(void *)find(
            NULL, "vkEnumerateInstanceLayerProperties");
    uint32_t count = 7;
    OK(layers(&count, NULL));
    EXPECT(count == 0);
    ((PFN_vkDestroyInstance)(void *)find(instance, "vkDestroyInstance"))(
        instance, NULL);
}

static void reported_once(struct fixture *f)
{
    EXPECT(f->reported_count == 1);
    EXPECT(fixture_reported(f, "HLOCAL-vkDevice-transfer-only"));
}

#define REFUSED(f, call)                                                       \
    do {                                                                       \
        EXPECT_RESULT(call, VK_ERROR_VALIDATION_FAILED);                       \
        reported_once(f);                                                      \
    } while (0)

#define JUNK(type) ((type)(uintptr_t)0x5A5A)

static void objects(struct fixture *f)
{
    VkSamplerCreateInfo sampler_info = {
        .sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO,
    };
    VkShaderModuleCreateInfo module_info = {
        .sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
    };
    VkGraphicsPipelineCreateInfo pipeline_info[3] = {
        {.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO},
    };
    VkSampler sampler = JUNK(VkSampler);
    VkShaderModule module = JUNK(VkShaderModule);
    VkPipeline pipeline[3] = {JUNK(VkPipeline), JUNK(VkPipeline),
                              JUNK(VkPipeline)};

    REFUSED(f, vkCreateSampler(f->device, &sampler_info, NULL, &sampler));
    EXPECT(sampler == VK_NULL_HANDLE);
    REFUSED(f, vkCreateShaderModule(f->device, &module_info, NULL, &module));
    EXPECT(module == VK_NULL_HANDLE);
    REFUSED(f, vkCreateGraphicsPipelines(f->device, VK_NULL_HANDLE, 2,
                                         pipeline_info, NULL, pipeline));
    EXPECT(pipeline[0] == VK_NULL_HANDLE && pipeline[1] == VK_NULL_HANDLE);
    EXPECT(pipeline[2] == JUNK(VkPipeline));

    /* What never was made may be destroyed in silence, as anywhere. */
    vkDestroySampler(f->device, VK_NULL_HANDLE, NULL);
    vkDestroyPipeline(f->device, VK_NULL_HANDLE, NULL);
    EXPECT(fixture_none_reported(f));
    vkDestroyShaderModule(f->device, JUNK(VkShaderModule), NULL);
    reported_once(f);
}

static void sets_and_queries(struct fixture *f)
{
    VkDescriptorSetLayout layouts[2] = {VK_NULL_HANDLE};
    VkDescriptorSetAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
        .descriptorSetCount = 2,
        .pSetLayouts = layouts,
    };
    VkDescriptorSet set[2] = {JUNK(VkDescriptorSet), JUNK(VkDescriptorSet)};
    size_t size = 100;
    uint64_t data = 0;
    VkExtent2D granularity = {7, 7};
    VkDescriptorSetLayoutCreateInfo layout = {
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
    };
    VkDescriptorSetLayoutSupport support = {
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_SUPPORT,
        .supported = VK_TRUE,
    };

    REFUSED(f, vkAllocateDescriptorSets(f->device, &info, set));
    EXPECT(set[0] == VK_NULL_HANDLE && set[1] == VK_NULL_HANDLE);
    REFUSED(f, vkGetPipelineCacheData(f->device, JUNK(VkPipelineCache), &size,
                                      NULL));
    EXPECT(size == 0);
    REFUSED(f, vkResetDescriptorPool(f->device, JUNK(VkDescriptorPool), 0));
    REFUSED(f, vkGetQueryPoolResults(f->device, JUNK(VkQueryPool), 0, 1,
                                     sizeof data, &data, 8, 0));
    REFUSED(f, vkQueueBindSparse(f->queue, 0, NULL, VK_NULL_HANDLE));
    vkGetRenderAreaGranularity(f->device, JUNK(VkRenderPass), &granularity);
    EXPECT(granularity.width == 0 && granularity.height == 0);
    reported_once(f);
    vkUpdateDescriptorSets(f->device, 0, NULL, 0, NULL);
    reported_once(f);
    PFN_vkGetDescriptorSetLayoutSupport ask =
        (PFN_vkGetDescriptorSetLayoutSupport)(void *)vkGetDeviceProcAddr(
            f->device, "vkGetDescriptorSetLayoutSupport");
    ask(f->device, &layout, &support);
    EXPECT(support.supported == VK_FALSE);
    EXPECT(fixture_none_reported(f));
}

/* What is recorded besides still runs. */
static void record(VkCommandBuffer commands, void *context)
{
    struct fixture *f = context;
    const float constants[4] = {0};
    VkClearColorValue color = {{0}};
    PFN_vkCmdDispatchBase dispatch =
        (PFN_vkCmdDispatchBase)(void *)vkGetDeviceProcAddr(f->device,
                                                           "vkCmdDispatchBase");

    vkCmdDraw(commands, 3, 1, 0, 0);
    reported_once(f);
    vkCmdDispatch(commands, 1, 1, 1);
    reported_once(f);
    dispatch(commands, 0, 0, 0, 1, 1, 1);
    reported_once(f);
    vkCmdSetLineWidth(commands, 2.0f);
    reported_once(f);
    vkCmdSetBlendConstants(commands, constants);
    reported_once(f);
    vkCmdClearColorImage(commands, VK_NULL_HANDLE, VK_IMAGE_LAYOUT_GENERAL,
                         &color, 0, NULL);
    reported_once(f);
    vkCmdEndRenderPass(commands);
    reported_once(f);
    vkCmdWaitEvents(commands, 0, NULL, 0, 0, 0, NULL, 0, NULL, 0, NULL);
    reported_once(f);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    device_commands(f.device);
    objects(&f);
    sets_and_queries(&f);
    commands_run(f.device, f.queue, record, &f);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);

    setenv("HLOCAL_VK_FAULT", "vkCreateSampler:1=VK_ERROR_OUT_OF_DEVICE_MEMORY",
           1);
    fixture_open(&f, 0);
    VkSampler sampler = JUNK(VkSampler);
    VkSamplerCreateInfo info = {.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO};
    EXPECT_RESULT(vkCreateSampler(f.device, &info, NULL, &sampler),
                  VK_ERROR_OUT_OF_DEVICE_MEMORY);
    EXPECT(sampler == VK_NULL_HANDLE && fixture_none_reported(&f));
    fixture_close(&f);
    unsetenv("HLOCAL_VK_FAULT");
    instance_commands();
    return 0;
}
