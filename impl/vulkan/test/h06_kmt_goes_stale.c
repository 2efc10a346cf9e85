/* H6: a KMT number owns nothing. When the payload's last owner goes, imports
 * through the number fail, and memory imported before is found out when it is
 * mapped, bound or exported, and never shows another payload's bytes. */
#include "vk_fixture.h"

#define SIZE 4096u

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
    unsigned char *map = memory_map(f.device, weak);
    map[0] = 77;
    vkFreeMemory(f.device, memory, NULL);

    EXPECT_RESULT(
        memory_import(&f, f.device, SIZE, KMT, number, NULL, NULL, &late),
        VK_ERROR_INVALID_EXTERNAL_HANDLE);
    EXPECT(
        fixture_told(&f, "VkImportMemoryWin32HandleInfoKHR-handleType-00661"));
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
    EXPECT(fixture_told(&f, "HLOCAL-vkMapMemory-payload-dead"));
    VkBuffer buffer = buffer_new(f.device, SIZE, KMT);
    EXPECT_RESULT(vkBindBufferMemory(f.device, buffer, weak, 0),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_told(&f, "HLOCAL-vkBindMemory-payload-dead"));
    EXPECT_RESULT(handle_get(&f, weak, KMT, &number),
                  VK_ERROR_VALIDATION_FAILED);
    EXPECT(fixture_told(&f, "HLOCAL-vkGetMemoryWin32HandleKHR-payload-dead"));
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
    fixture_close(&f);
    return 0;
}
