/* NT_CLOSE_4 NT_INFO_1 NT_INFO_2 NT_INFO_3: flags are read and changed by
 * mask; a protected handle does not close.
 * Shows NT_INFO_4 NT_INFO_5 NT_INFO_6. */
#include "kernel_expect.h"

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref);
    DWORD flags = 99;

    EXPECT(GetHandleInformation(handle, &flags));
    EXPECT(flags == 0);
    EXPECT(SetHandleInformation(handle, HANDLE_FLAG_PROTECT_FROM_CLOSE, 3));
    EXPECT(GetHandleInformation(handle, &flags));
    EXPECT(flags == HANDLE_FLAG_PROTECT_FROM_CLOSE);
    EXPECT_ERROR(CloseHandle(handle), ERROR_INVALID_HANDLE);
    EXPECT(SetHandleInformation(handle, 3, HANDLE_FLAG_INHERIT));
    EXPECT(GetHandleInformation(handle, &flags));
    EXPECT(flags == HANDLE_FLAG_INHERIT);
    EXPECT_ERROR(SetHandleInformation(handle, 4, 0), ERROR_INVALID_PARAMETER);
    EXPECT_ERROR(GetHandleInformation(handle, NULL), ERROR_INVALID_PARAMETER);
    EXPECT(CloseHandle(handle));
    EXPECT_ERROR(GetHandleInformation(handle, &flags), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(SetHandleInformation(handle, 1, 1), ERROR_INVALID_HANDLE);
    EXPECT(GetHandleInformation(GetCurrentProcess(), &flags));
    EXPECT(flags == 0);
    EXPECT_ERROR(SetHandleInformation(GetCurrentProcess(), 1, 1),
                 ERROR_INVALID_HANDLE);
    hl_kernel_release(ref);
    return 0;
}
