/* A handle is a multiple of 4, not NULL, fits 31 bits, and is no address.
 * Shows VK_NT_1. */
#include "kernel_expect.h"

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);

    for (int i = 0; i < 1000; i++) {
        uintptr_t value = (uintptr_t)handle_create(ref);
        EXPECT(value % 4 == 0);
        EXPECT(value > 0);
        EXPECT(value <= 0x7FFFFFFF);
        EXPECT_ERROR(CloseHandle((HANDLE)(value + 1)), ERROR_INVALID_HANDLE);
        EXPECT_ERROR(CloseHandle((HANDLE)(value + ((uintptr_t)1 << 32))),
                     ERROR_INVALID_HANDLE);
        EXPECT(CloseHandle((HANDLE)value));
    }
    hl_kernel_release(ref);
    return 0;
}
