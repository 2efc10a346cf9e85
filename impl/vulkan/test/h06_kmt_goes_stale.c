/* H6: a KMT number owns nothing. When the payload's last owner goes, imports
 * through the number fail, and memory imported before is found out when it is
 * mapped, bound or exported, and never shows another payload's bytes.
 * Shows SEED_VK_8 SEED_VK_9 VK_OWN_1 VK_OWN_2 VK_OWN_4 VK_OWN_5 VK_OWN_8
 * VK_OWN_9 VK_OWN_14 VK_GETW32_DEAD VK_KMT_1 VK_MAP_DEAD VK_BINDBUF_DEAD
 * VK_BINDIMG_DEAD. */
#include "vk_fixture.h"

#define SIZE 4096u

/* A device takes what was allocated on it along, and with it the owners. */
static void device_goes(struct fixture *f)
{
    struct fixture other = *f;
    VkDeviceMemory memory, copy, mine = memory_new(f, SIZE, KMT);
    HANDLE number, stays;

    OK(handle_get(f, mine, KMT, &stays));
    other.device = fixture_device(f, f->physical);
    memory = memory_new(&other, SIZE, KMT);
    OK(handle_get(&other, memory, KMT, &number));
    EXPECT(number != NULL && stays != NULL && number != stays);
    OK(memory_import(f, f->device, SIZE, KMT, number, NULL, NULL, &copy));
    vkFreeMemory(f->device, copy, NULL);
    vkDestroyDevice(other.device, NULL);
    EXPECT(fixture_reported(f, "vkDestroyDevice-device-00378"));
    EXPECT_RESULT(
        memory_import(f, f->device, SIZE, KMT, number, NULL, NULL, &copy),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    OK(memory_import(f, f->device, SIZE, KMT, stays, NULL, NULL, &copy));
    vkFreeMemory(f->device, copy, NULL);
    vkFreeMemory(f->device, mine, NULL);
}

/* An image that external memory could be bound to, if it were not dead. */
static void image_refuses(struct fixture *f, VkDeviceMemory dead)
{
    VkExternalMemoryImageCreateInfo external = {
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
        .handleTypes = KMT,
    };
    VkImageCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
        .pNext = &external,
        .imageType = VK_IMAGE_TYPE_2D,
        .format = VK_FORMAT_R8_UNORM,
        .extent = {16, 16, 1},
        .mipLevels = 1,
        .arrayLayers = 1,
        .samples = VK_SAMPLE_COUNT_1_BIT,
        .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
    };
    VkImage image;

    OK(vkCreateImage(f->device, &info, NULL, &image));
    EXPECT_RESULT(vkBindImageMemory(f->device, image, dead, 0),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(f, "HLOCAL-vkBindMemory-payload-dead"));
    vkDestroyImage(f->device, image, NULL);
}

int main(void)
{
    VkExportMemoryAllocateInfo again = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = KMT | NT,
    };
    VkDeviceMemory memory, weak, late;
    struct fixture f;
    HANDLE number, handle;
    void *data;

    fixture_open(&f, 0);
    memory = memory_new(&f, SIZE, KMT);
    OK(handle_get(&f, memory, KMT, &number));
    OK(memory_import(&f, f.device, SIZE, KMT, number, NULL, &again, &weak));
    for (int i = 0; i < 2; i++) { /* it owns nothing, so nothing dies */
        OK(memory_import(&f, f.device, SIZE, KMT, number, NULL, NULL, &late));
        vkFreeMemory(f.device, late, NULL);
    }
    EXPECT(fixture_none_reported(&f));
    unsigned char *map = memory_map(f.device, weak);
    map[0] = 77;
    vkFreeMemory(f.device, memory, NULL);

    EXPECT_RESULT(
        memory_import(&f, f.device, SIZE, KMT, number, NULL, NULL, &late),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(fixture_reported(
        &f, "VkImportMemoryWin32HandleInfoKHR-handleType-00661"));
    EXPECT(map[0] == 0); /* the old mapping is harmless */
    for (int i = 0; i < 100; i++) {
        late = memory_new(&f, SIZE, NT);
        memset(memory_map(f.device, late), 0xEE, SIZE);
        EXPECT(map[0] == 0);
    }
    vkUnmapMemory(f.device, weak);
    data = &f;
    EXPECT_RESULT(vkMapMemory(f.device, weak, 0, SIZE, 0, &data),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(data == NULL);
    EXPECT(fixture_reported(&f, "HLOCAL-vkMapMemory-payload-dead"));
    VkBuffer buffer = buffer_new(f.device, SIZE, KMT);
    EXPECT_RESULT(vkBindBufferMemory(f.device, buffer, weak, 0),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_reported(&f, "HLOCAL-vkBindMemory-payload-dead"));
    image_refuses(&f, weak);
    EXPECT_RESULT(handle_get(&f, weak, KMT, &number),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(
        fixture_reported(&f, "HLOCAL-vkGetMemoryWin32HandleKHR-payload-dead"));
    vkFreeMemory(f.device, weak, NULL);

    /* An NT handle is an owner, so the number of the same payload works while
     * it is open: the recorded reading of the specification's two texts. */
    memory = memory_new(&f, SIZE, NT | KMT);
    OK(handle_get(&f, memory, NT, &handle));
    OK(handle_get(&f, memory, KMT, &number));
    vkFreeMemory(f.device, memory, NULL);
    OK(memory_import(&f, f.device, SIZE, KMT, number, NULL, NULL, &weak));
    EXPECT(CloseHandle(handle));
    EXPECT_RESULT(
        memory_import(&f, f.device, SIZE, KMT, number, NULL, NULL, &late),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    vkFreeMemory(f.device, weak, NULL);
    device_goes(&f);
    fixture_close(&f);
    return 0;
}
