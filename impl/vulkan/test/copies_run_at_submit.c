/* Copy, fill and update run on the CPU at submit, into exported memory that
 * another device of another instance reads through its import.
 * Shows VK_SUBMIT_GONE VK_SUBMIT_OUTSIDE. */
#include "vk_fixture.h"

#define SIZE 65536u

struct buffers {
    VkBuffer source, target;
};

static void record(VkCommandBuffer commands, void *context)
{
    const struct buffers *b = context;
    VkBufferCopy regions[] = {
        {.srcOffset = 0, .dstOffset = 1000, .size = 5000},
        {.srcOffset = 100, .dstOffset = 0, .size = 7},
    };
    VkBufferCopy outside = {.srcOffset = SIZE - 4, .size = 8};

    vkCmdFillBuffer(commands, b->source, 0, VK_WHOLE_SIZE, 0xAABBCCDD);
    vkCmdUpdateBuffer(commands, b->source, 100, 8, "vulkan!");
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 0, NULL, 0, NULL, 0,
                         NULL);
    vkCmdCopyBuffer(commands, b->source, b->target, 2, regions);
    vkCmdCopyBuffer(commands, b->source, b->target, 1, &outside);
}

int main(void)
{
    struct fixture first, second;
    VkDeviceMemory memory, copy, plain;
    HANDLE handle;

    fixture_open(&first, 0);
    fixture_open(&second, 0);
    memory = memory_new(&first, SIZE, NT);
    OK(handle_get(&first, memory, NT, &handle));
    OK(memory_import(&second, second.device, SIZE, NT, handle, NULL, NULL,
                     &copy));
    EXPECT(CloseHandle(handle));
    plain = memory_new(&first, SIZE, 0);
    struct buffers b = {buffer_new(first.device, SIZE, 0),
                        buffer_new(first.device, SIZE, NT)};
    OK(vkBindBufferMemory(first.device, b.source, plain, 0));
    OK(vkBindBufferMemory(first.device, b.target, memory, 0));
    commands_run(first.device, first.queue, record, &b);
    EXPECT(fixture_reported(&first, "HLOCAL-vkQueueSubmit-region-outside"));

    const unsigned char *map = memory_map(second.device, copy);
    EXPECT(memcmp(map, "vulkan!", 7) == 0);
    EXPECT(map[7] == 0);
    EXPECT(map[1000] == 0xDD && map[1001] == 0xCC && map[1003] == 0xAA);
    EXPECT(memcmp(map + 1100, "vulkan!", 8) == 0);
    EXPECT(map[5999] == 0xAA && map[6000] == 0);

    /* Memory freed under a buffer is left out, not touched. */
    vkFreeMemory(first.device, plain, NULL);
    commands_run(first.device, first.queue, record, &b);
    EXPECT(fixture_reported(&first, "HLOCAL-vkQueueSubmit-memory-gone"));
    vkFreeMemory(first.device, memory, NULL);
    EXPECT(memcmp(map, "vulkan!", 7) == 0);
    vkDestroyBuffer(first.device, b.source, NULL);
    vkDestroyBuffer(first.device, b.target, NULL);
    fixture_close(&first);
    EXPECT(fixture_none_reported(&first));
    vkFreeMemory(second.device, copy, NULL);
    fixture_close(&second);
    return 0;
}
