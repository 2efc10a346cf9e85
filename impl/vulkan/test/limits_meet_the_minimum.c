/* Each limit is at least what the specification's table "Required Limits" asks
 * of a device without optional features, and images that may be attachments
 * fit a framebuffer. */
#include "vk_fixture.h"

/* At least, at most, or a multiple of it that is a power of two. */
#define LEAST(name, value) EXPECT(limits.name >= (value))
#define MOST(name, value) EXPECT(limits.name <= (value))
#define ALIGNED(name, value)                                                   \
    EXPECT(limits.name > 0 && limits.name <= (value) &&                        \
           (limits.name & (limits.name - 1)) == 0)

static void images(VkPhysicalDeviceLimits limits)
{
    LEAST(maxImageDimension1D, 4096);
    LEAST(maxImageDimension2D, 4096);
    LEAST(maxImageDimension3D, 256);
    LEAST(maxImageDimensionCube, 4096);
    LEAST(maxImageArrayLayers, 256);
    LEAST(maxTexelBufferElements, 65536);
    LEAST(maxUniformBufferRange, 16384);
    LEAST(maxStorageBufferRange, 1u << 27);
    LEAST(maxPushConstantsSize, 128);
    LEAST(maxMemoryAllocationCount, 4096);
    LEAST(maxSamplerAllocationCount, 4000);
    ALIGNED(bufferImageGranularity, 131072);
    EXPECT(limits.minMemoryMapAlignment >= 64 &&
           (limits.minMemoryMapAlignment &
            (limits.minMemoryMapAlignment - 1)) == 0);
    ALIGNED(minTexelBufferOffsetAlignment, 256);
    ALIGNED(minUniformBufferOffsetAlignment, 256);
    ALIGNED(minStorageBufferOffsetAlignment, 256);
    ALIGNED(nonCoherentAtomSize, 256);
    ALIGNED(optimalBufferCopyOffsetAlignment, UINT64_C(1) << 63);
    ALIGNED(optimalBufferCopyRowPitchAlignment, UINT64_C(1) << 63);
    EXPECT((limits.sampledImageIntegerSampleCounts & 1) != 0);
    EXPECT((limits.sampledImageColorSampleCounts & 1) != 0);
    EXPECT((limits.sampledImageDepthSampleCounts & 1) != 0);
    EXPECT((limits.sampledImageStencilSampleCounts & 1) != 0);
    EXPECT((limits.storageImageSampleCounts & 1) != 0);
    LEAST(maxSampleMaskWords, 1);
}

static void descriptors(VkPhysicalDeviceLimits limits)
{
    LEAST(maxBoundDescriptorSets, 4);
    LEAST(maxPerStageDescriptorSamplers, 16);
    LEAST(maxPerStageDescriptorUniformBuffers, 12);
    LEAST(maxPerStageDescriptorStorageBuffers, 4);
    LEAST(maxPerStageDescriptorSampledImages, 16);
    LEAST(maxPerStageDescriptorStorageImages, 4);
    LEAST(maxPerStageDescriptorInputAttachments, 4);
    LEAST(maxPerStageResources, 128);
    LEAST(maxDescriptorSetSamplers, 96);
    LEAST(maxDescriptorSetUniformBuffers, 72);
    LEAST(maxDescriptorSetUniformBuffersDynamic, 8);
    LEAST(maxDescriptorSetStorageBuffers, 24);
    LEAST(maxDescriptorSetStorageBuffersDynamic, 4);
    LEAST(maxDescriptorSetSampledImages, 96);
    LEAST(maxDescriptorSetStorageImages, 24);
    LEAST(maxDescriptorSetInputAttachments, 4);
    LEAST(maxSamplerLodBias, 2);
    LEAST(maxSamplerAnisotropy, 1);
}

static void pipelines(VkPhysicalDeviceLimits limits)
{
    LEAST(maxVertexInputAttributes, 16);
    LEAST(maxVertexInputBindings, 16);
    LEAST(maxVertexInputAttributeOffset, 2047);
    LEAST(maxVertexInputBindingStride, 2048);
    LEAST(maxVertexOutputComponents, 64);
    LEAST(maxFragmentInputComponents, 64);
    LEAST(maxFragmentOutputAttachments, 4);
    LEAST(maxFragmentCombinedOutputResources, 4);
    LEAST(maxComputeSharedMemorySize, 16384);
    for (int i = 0; i < 3; i++) {
        LEAST(maxComputeWorkGroupCount[i], 65535);
        LEAST(maxComputeWorkGroupSize[i], i == 2 ? 64 : 128);
    }
    LEAST(maxComputeWorkGroupInvocations, 128);
    LEAST(subPixelPrecisionBits, 4);
    LEAST(subTexelPrecisionBits, 4);
    LEAST(mipmapPrecisionBits, 4);
    LEAST(maxDrawIndexedIndexValue, (1u << 24) - 1);
    LEAST(maxDrawIndirectCount, 1);
    MOST(minTexelOffset, -8);
    LEAST(maxTexelOffset, 7);
    LEAST(discreteQueuePriorities, 2);
    MOST(pointSizeRange[0], 1);
    LEAST(pointSizeRange[1], 1);
    MOST(lineWidthRange[0], 1);
    LEAST(lineWidthRange[1], 1);
}

static void framebuffers(VkPhysicalDeviceLimits limits)
{
    LEAST(maxFramebufferWidth, 4096);
    LEAST(maxFramebufferHeight, 4096);
    LEAST(maxFramebufferLayers, 256);
    EXPECT((limits.framebufferColorSampleCounts & 1) != 0);
    EXPECT((limits.framebufferDepthSampleCounts & 1) != 0);
    EXPECT((limits.framebufferStencilSampleCounts & 1) != 0);
    EXPECT((limits.framebufferNoAttachmentsSampleCounts & 1) != 0);
    LEAST(maxColorAttachments, 4);
    LEAST(maxViewports, 1);
    LEAST(maxViewportDimensions[0], limits.maxFramebufferWidth);
    LEAST(maxViewportDimensions[1], limits.maxFramebufferHeight);
    MOST(viewportBoundsRange[0], -2 * (float)limits.maxViewportDimensions[0]);
    LEAST(viewportBoundsRange[1],
          2 * (float)limits.maxViewportDimensions[0] - 1);
}

/* What the driver says yes to must fit its own limits. */
static void attachments(VkPhysicalDevice physical,
                        VkPhysicalDeviceLimits limits)
{
    static const VkImageUsageFlags usages[] = {
        VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT,
        VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT,
        VK_IMAGE_USAGE_INPUT_ATTACHMENT_BIT,
    };
    VkImageFormatProperties can;
    unsigned yes = 0;

    for (int format = 1; format < 185; format++)
        for (int type = 0; type < 2; type++)
            for (int i = 0; i < 3; i++) {
                if (vkGetPhysicalDeviceImageFormatProperties(
                        physical, (VkFormat)format, (VkImageType)type,
                        VK_IMAGE_TILING_OPTIMAL, usages[i], 0, &can))
                    continue;
                yes++;
                EXPECT(can.maxExtent.width <= limits.maxFramebufferWidth);
                EXPECT(can.maxExtent.height <= limits.maxFramebufferHeight);
                EXPECT(can.maxArrayLayers <= limits.maxFramebufferLayers);
            }
    EXPECT(yes > 100);
}

int main(void)
{
    VkPhysicalDeviceMultiviewProperties views = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_PROPERTIES,
    };
    VkPhysicalDeviceMaintenance3Properties third = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_3_PROPERTIES,
        .pNext = &views,
    };
    VkPhysicalDeviceProperties2 properties = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
        .pNext = &third,
    };
    struct fixture f;

    fixture_open(&f, 0);
    vkGetPhysicalDeviceProperties2(f.physical, &properties);
    images(properties.properties.limits);
    descriptors(properties.properties.limits);
    pipelines(properties.properties.limits);
    framebuffers(properties.properties.limits);
    attachments(f.physical, properties.properties.limits);
    EXPECT(views.maxMultiviewViewCount >= 6);
    EXPECT(views.maxMultiviewInstanceIndex >= (1u << 27) - 1);
    EXPECT(third.maxPerSetDescriptors >= 1024);
    EXPECT(third.maxMemoryAllocationSize >= 1u << 30);
    fixture_close(&f);
    return 0;
}
