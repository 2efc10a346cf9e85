/* NT_CLOSE_1 NT_CLOSE_2 NT_CLOSE_3: a handle closes once; NULL and made-up
 * values never; the pseudo-handle always. */
#include "kernel_expect.h"

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref);

    SetLastError(77);
    EXPECT(CloseHandle(handle));
    EXPECT(GetLastError() == 77);
    EXPECT_ERROR(CloseHandle(handle), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(CloseHandle(NULL), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(CloseHandle((HANDLE)(uintptr_t)0x7FFFFFFC),
                 ERROR_INVALID_HANDLE);
    EXPECT_ERROR(CloseHandle(&handle), ERROR_INVALID_HANDLE);
    EXPECT(CloseHandle(GetCurrentProcess()));
    EXPECT(CloseHandle(GetCurrentProcess()));

    /* The driver's references are not the application's to close. */
    EXPECT_ERROR(CloseHandle((HANDLE)(uintptr_t)ref), ERROR_INVALID_HANDLE);
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, hl_kernel_id(ref)));
    hl_kernel_release(ref);
    return 0;
}
