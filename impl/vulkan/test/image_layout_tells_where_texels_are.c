/* vkGetImageSubresourceLayout says where a texel of any mip level and layer is
 * in mapped memory: what a copy puts there is found by it. */
#include "vk_fixture.h"

#define SIDE 24u
#define MIPS 5u
#define LAYERS 3u
#define TEXELS (SIDE * SIDE)

struct job {
    VkBuffer from;
    VkImage image;
};

static uint32_t side_of(uint32_t mip)
{
    return SIDE >> mip == 0 ? 1 : SIDE >> mip;
}

/* Which part of the buffer goes to that level of that layer. */
static uint32_t part(uint32_t mip, uint32_t layer)
{
    return (mip * LAYERS + layer) * TEXELS;
}

static void record(VkCommandBuffer commands, void *context)
{
    const struct job *job = context;

    for (uint32_t mip = 0; mip < MIPS; mip++)
        for (uint32_t layer = 0; layer < LAYERS; layer++) {
            VkBufferImageCopy copy = {
                .bufferOffset = (VkDeviceSize)part(mip, layer) * 4,
                .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, mip, layer, 1},
                .imageExtent = {side_of(mip), side_of(mip), 1},
            };
            vkCmdCopyBufferToImage(commands, job->from, job->image,
                                   VK_IMAGE_LAYOUT_GENERAL, 1, &copy);
        }
}

/* Every texel by the layout; no two levels or layers share a byte. */
static void look(struct fixture *f, VkImage image, const unsigned char *bytes,
                 VkDeviceSize size, const uint32_t *texels)
{
    static unsigned char used[1 << 20];

    EXPECT(size <= sizeof used);
    memset(used, 0, sizeof used);
    for (uint32_t mip = 0; mip < MIPS; mip++)
        for (uint32_t layer = 0; layer < LAYERS; layer++) {
            VkImageSubresource which = {VK_IMAGE_ASPECT_COLOR_BIT, mip, layer};
            VkSubresourceLayout is;
            uint32_t side = side_of(mip);
            vkGetImageSubresourceLayout(f->device, image, &which, &is);
            EXPECT(is.rowPitch >= side * 4 && is.size <= size - is.offset);
            for (uint32_t y = 0; y < side; y++)
                for (uint32_t x = 0; x < side; x++) {
                    VkDeviceSize at = is.offset + y * is.rowPitch + x * 4;
                    EXPECT(at + 4 <= is.offset + is.size && used[at]++ == 0);
                    EXPECT(memcmp(bytes + at,
                                  &texels[part(mip, layer) + y * side + x],
                                  4) == 0);
                }
            if (layer > 0) {
                VkSubresourceLayout first;
                which.arrayLayer = 0;
                vkGetImageSubresourceLayout(f->device, image, &which, &first);
                EXPECT(is.offset == first.offset + layer * is.arrayPitch);
            }
        }
}

int main(void)
{
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8G8B8A8_UNORM,
        .extent = {SIDE, SIDE, 1},
        .mipLevels = MIPS,
        .arrayLayers = LAYERS,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .tiling = VK_IMAGE_TILING_LINEAR,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    const VkDeviceSize size = (VkDeviceSize)MIPS * LAYERS * TEXELS * 4;
    VkMemoryRequirements needs;
    struct fixture f;
    struct job job;

    fixture_open(&f, 0);
    OK(vkCreateImage(f.device, &info, NULL, &job.image));
    vkGetImageMemoryRequirements(f.device, job.image, &needs);
    VkDeviceMemory memory = memory_new(&f, needs.size, 0);
    OK(vkBindImageMemory(f.device, job.image, memory, 0));
    job.from = buffer_new(f.device, size, 0);
    VkDeviceMemory source = memory_new(&f, size, 0);
    OK(vkBindBufferMemory(f.device, job.from, source, 0));
    uint32_t *texels = (uint32_t *)memory_map(f.device, source);
    for (uint32_t i = 0; i < MIPS * LAYERS * TEXELS; i++)
        texels[i] = 0x10000 + i;
    commands_run(f.device, f.queue, record, &job);
    look(&f, job.image, memory_map(f.device, memory), needs.size, texels);
    EXPECT(fixture_none_reported(&f));
    vkDestroyImage(f.device, job.image, NULL);
    vkDestroyBuffer(f.device, job.from, NULL);
    vkFreeMemory(f.device, memory, NULL);
    vkFreeMemory(f.device, source, NULL);
    fixture_close(&f);
    return 0;
}
