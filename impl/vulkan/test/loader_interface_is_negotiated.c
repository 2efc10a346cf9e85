/* The driver speaks versions 2 to 6 of the loader's interface, and refuses the
 * ones before, which hand over their instances in another way. */
#include "vk_fixture.h"

#include <dlfcn.h>

int main(void)
{
    static const struct {
        uint32_t asked, agreed; /* 0: none */
    } cases[] = {{0, 0}, {1, 0}, {2, 2}, {3, 3},
                 {5, 5}, {6, 6}, {7, 6}, {UINT32_MAX, 6}};
    const char *manifest = getenv("VK_DRIVER_FILES");
    char path[4096];

    EXPECT(manifest != NULL && strlen(manifest) > 5);
    snprintf(path, sizeof path, "%.*s.so", (int)strlen(manifest) - 5, manifest);
    void *driver = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    EXPECT(driver != NULL);
    VkResult (*negotiate)(uint32_t *) = (VkResult(*)(uint32_t *))dlsym(
        driver, "vk_icdNegotiateLoaderICDInterfaceVersion");
    EXPECT(negotiate != NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t version = cases[i].asked;
        VkResult result = negotiate(&version);
        if (cases[i].agreed == 0) {
            EXPECT_RESULT(result, VK_ERROR_INCOMPATIBLE_DRIVER);
        } else {
            EXPECT_RESULT(result, VK_SUCCESS);
            EXPECT(version == cases[i].agreed);
        }
    }
    return 0;
}
