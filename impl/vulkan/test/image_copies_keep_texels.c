/* Buffer to image to image to buffer gives the texels back: mip levels, array
 * layers, offsets, row lengths and block-compressed formats.
 * Shows VK_SUBMIT_OUTSIDE. */
#include "vk_fixture.h"

struct trip {
    VkBuffer from, to;
    VkImage first, second;
    VkFormat format;
    uint32_t side, layers, mip;
};

static void record(VkCommandBuffer commands, void *context)
{
    const struct trip *t = context;
    uint32_t side = t->side >> t->mip;
    VkBufferImageCopy in = {
        .bufferRowLength = side + 8,
        .bufferImageHeight = side + 4,
        .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, t->mip, 0, t->layers},
        .imageExtent = {side, side, 1},
    };
    VkImageCopy across = {
        .srcSubresource = in.imageSubresource,
        .dstSubresource = in.imageSubresource,
        .srcOffset = {4, 0, 0},
        .dstOffset = {0, 4, 0},
        .extent = {side - 4, side - 4, 1},
    };
    VkBufferImageCopy out = in;
    VkBufferImageCopy outside = in;

    out.bufferRowLength = 0;
    out.bufferImageHeight = 0;
    outside.imageOffset.x = 4;
    vkCmdCopyBufferToImage(commands, t->from, t->first, VK_IMAGE_LAYOUT_GENERAL,
                           1, &in);
    vkCmdCopyImage(commands, t->first, VK_IMAGE_LAYOUT_GENERAL, t->second,
                   VK_IMAGE_LAYOUT_GENERAL, 1, &across);
    vkCmdCopyImageToBuffer(commands, t->second, VK_IMAGE_LAYOUT_GENERAL, t->to,
                           1, &out);
    vkCmdCopyImageToBuffer(commands, t->second, VK_IMAGE_LAYOUT_GENERAL, t->to,
                           1, &outside);
}

static VkImage image_new(struct fixture *f, const struct trip *t,
                         VkDeviceMemory *memory)
{
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = t->format,
        .extent = {t->side, t->side, 1},
        .mipLevels = t->mip + 1,
        .arrayLayers = t->layers,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage =
            VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
    };
    VkMemoryRequirements needs;
    VkImage image;

    OK(vkCreateImage(f->device, &info, NULL, &image));
    vkGetImageMemoryRequirements(f->device, image, &needs);
    *memory = memory_new(f, needs.size, 0);
    OK(vkBindImageMemory(f->device, image, *memory, 0));
    return image;
}

/* `block` texels a side, `bytes` each. */
static void round_trip(struct fixture *f, VkFormat format, uint32_t block,
                       uint32_t bytes)
{
    struct trip t = {.format = format, .side = 64, .layers = 3, .mip = 1};
    VkDeviceSize size = 1u << 20;
    VkDeviceMemory memory[4];

    t.first = image_new(f, &t, &memory[0]);
    t.second = image_new(f, &t, &memory[1]);
    t.from = buffer_new(f->device, size, 0);
    t.to = buffer_new(f->device, size, 0);
    memory[2] = memory_new(f, size, 0);
    memory[3] = memory_new(f, size, 0);
    OK(vkBindBufferMemory(f->device, t.from, memory[2], 0));
    OK(vkBindBufferMemory(f->device, t.to, memory[3], 0));
    unsigned char *from = memory_map(f->device, memory[2]);
    unsigned char *to = memory_map(f->device, memory[3]);
    for (VkDeviceSize i = 0; i < size; i++)
        from[i] = (unsigned char)(i * 7 + i / 251);
    commands_run(f->device, f->queue, record, &t);
    EXPECT(fixture_reported(f, "HLOCAL-vkQueueSubmit-region-outside"));

    uint32_t blocks = 32 / block; /* of the mip level, a side */
    uint32_t in_row = (32 + 8) / block, in_rows = (32 + 4) / block;
    uint32_t shift = 4 / block;
    for (uint32_t layer = 0; layer < 3; layer++)
        for (uint32_t y = shift; y < blocks; y++)
            for (uint32_t x = 0; x < blocks - shift; x++) {
                VkDeviceSize got = ((layer * blocks + y) * blocks + x) * bytes;
                VkDeviceSize want =
                    ((layer * in_rows + y - shift) * in_row + x + shift) *
                    bytes;
                EXPECT(memcmp(to + got, from + want, bytes) == 0);
            }
    vkDestroyImage(f->device, t.first, NULL);
    vkDestroyImage(f->device, t.second, NULL);
    vkDestroyBuffer(f->device, t.from, NULL);
    vkDestroyBuffer(f->device, t.to, NULL);
    for (int i = 0; i < 4; i++)
        vkFreeMemory(f->device, memory[i], NULL);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    round_trip(&f, VK_FORMAT_R8G8B8A8_UNORM, 1, 4);
    round_trip(&f, VK_FORMAT_R32G32B32A32_SFLOAT, 1, 16);
    round_trip(&f, VK_FORMAT_BC1_RGBA_UNORM_BLOCK, 4, 8);
    EXPECT(fixture_none_reported(&f));
    fixture_close(&f);
    EXPECT(fixture_none_reported(&f));
    return 0;
}
