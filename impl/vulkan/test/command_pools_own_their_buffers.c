/* A pool gives back what its command buffers hold, however they end; and a
 * batch of several command buffers is checked and run as a whole, in order. */
#include "vk_fixture.h"

#define BUFFERS 5u

size_t __sanitizer_get_current_allocated_bytes(void);

static VkCommandPool pool_new(struct fixture *f)
{
    VkCommandPoolCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
        .flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT,
    };
    VkCommandPool pool;

    OK(vkCreateCommandPool(f->device, &info, NULL, &pool));
    return pool;
}

static void buffers_new(struct fixture *f, VkCommandPool pool, uint32_t count,
                        VkCommandBuffer *commands)
{
    VkCommandBufferAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
        .commandPool = pool,
        .commandBufferCount = count,
    };

    OK(vkAllocateCommandBuffers(f->device, &info, commands));
}

/* Two fills: byte `place` becomes `value`, and so does the next four times. */
static void record(VkCommandBuffer commands, VkBuffer target, uint32_t place,
                   uint32_t value)
{
    VkCommandBufferBeginInfo begin = {
        .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
    };

    OK(vkBeginCommandBuffer(commands, &begin));
    vkCmdFillBuffer(commands, target, place * 4, 4, value);
    vkCmdFillBuffer(commands, target, 64, 4, value);
    OK(vkEndCommandBuffer(commands));
}

static VkResult submit(struct fixture *f, uint32_t count,
                       const VkCommandBuffer *commands)
{
    VkSubmitInfo info = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .commandBufferCount = count,
        .pCommandBuffers = commands,
    };

    return vkQueueSubmit(f->queue, 1, &info, VK_NULL_HANDLE);
}

static void memory_comes_back(struct fixture *f, VkBuffer target)
{
    VkCommandBuffer commands[BUFFERS];
    size_t before = __sanitizer_get_current_allocated_bytes();

    /* Empty. */
    vkDestroyCommandPool(f->device, pool_new(f), NULL);
    EXPECT(__sanitizer_get_current_allocated_bytes() == before);
    vkDestroyCommandPool(f->device, VK_NULL_HANDLE, NULL);

    /* Full: recorded, being recorded, new; the first and the third freed. */
    VkCommandPool pool = pool_new(f);
    buffers_new(f, pool, BUFFERS, commands);
    for (uint32_t i = 0; i < 3; i++)
        record(commands[i], target, i, i);
    vkFreeCommandBuffers(f->device, pool, 1, &commands[0]);
    vkFreeCommandBuffers(f->device, pool, 1, &commands[2]);
    vkDestroyCommandPool(f->device, pool, NULL);
    EXPECT(__sanitizer_get_current_allocated_bytes() == before);

    /* What a reset gives back at once. */
    pool = pool_new(f);
    buffers_new(f, pool, BUFFERS, commands);
    size_t empty = __sanitizer_get_current_allocated_bytes();
    for (uint32_t i = 0; i < BUFFERS; i++)
        record(commands[i], target, i, i);
    EXPECT(__sanitizer_get_current_allocated_bytes() > empty);
    OK(vkResetCommandBuffer(commands[1], 0));
    OK(vkResetCommandPool(f->device, pool, 0));
    EXPECT(__sanitizer_get_current_allocated_bytes() == empty);
    record(commands[1], target, 1, 1);
    record(commands[1], target, 2, 2); /* again: the first is dropped */
    OK(vkResetCommandPool(f->device, pool, 0));
    EXPECT(__sanitizer_get_current_allocated_bytes() == empty);
    vkDestroyCommandPool(f->device, pool, NULL);
    EXPECT(__sanitizer_get_current_allocated_bytes() == before);

    /* With its device, which is told. */
    VkDevice other = fixture_device(f, f->physical);
    struct fixture second = *f;
    second.device = other;
    pool = pool_new(&second);
    buffers_new(&second, pool, BUFFERS, commands);
    vkDestroyDevice(other, NULL);
    EXPECT(fixture_reported(f, "vkDestroyDevice-device-00378"));
    EXPECT(__sanitizer_get_current_allocated_bytes() == before);
}

static void batches(struct fixture *f, VkBuffer target,
                    const uint32_t *contents)
{
    VkCommandBuffer commands[BUFFERS];
    VkCommandPool pool = pool_new(f);

    buffers_new(f, pool, BUFFERS, commands);
    for (uint32_t i = 0; i < BUFFERS; i++)
        record(commands[i], target, i, 100 + i);
    OK(submit(f, BUFFERS, commands));
    for (uint32_t i = 0; i < BUFFERS; i++)
        EXPECT(contents[i] == 100 + i);
    EXPECT(contents[16] == 100 + BUFFERS - 1); /* the last one's */

    /* One that cannot be, wherever it stands: none is run. */
    for (uint32_t bad = 0; bad < BUFFERS; bad++) {
        for (uint32_t i = 0; i < BUFFERS; i++)
            record(commands[i], target, i, 200 + bad);
        OK(vkResetCommandBuffer(commands[bad], 0));
        EXPECT_RESULT(submit(f, BUFFERS, commands), VK_ERROR_VALIDATION_FAILED);
        EXPECT(f->reported_count == 1);
        EXPECT(fixture_reported(f, "vkQueueSubmit-pCommandBuffers-00070"));
        for (uint32_t i = 0; i < BUFFERS; i++)
            EXPECT(contents[i] == 100 + i);
        VkCommandBuffer freed = commands[bad];
        vkFreeCommandBuffers(f->device, pool, 1, &freed);
        EXPECT_RESULT(submit(f, BUFFERS, commands), VK_ERROR_VALIDATION_FAILED);
        EXPECT(fixture_reported(f, "VkSubmitInfo-pCommandBuffers-parameter"));
        buffers_new(f, pool, 1, &commands[bad]);
    }
    vkDestroyCommandPool(f->device, pool, NULL);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    VkDeviceMemory memory = memory_new(&f, 4096, 0);
    VkBuffer target = buffer_new(f.device, 4096, 0);
    OK(vkBindBufferMemory(f.device, target, memory, 0));
    const uint32_t *contents = (const uint32_t *)memory_map(f.device, memory);
    memory_comes_back(&f, target);
    batches(&f, target, contents);
    EXPECT(fixture_none_reported(&f));
    vkDestroyBuffer(f.device, target, NULL);
    vkFreeMemory(f.device, memory, NULL);
    fixture_close(&f);
    return 0;
}
