/* NT_DUP_3: DUPLICATE_CLOSE_SOURCE closes the source, also when there is
 * nothing to duplicate to, and never a protected one.
 * Shows NT_DUP_2. */
#include "kernel_expect.h"

int main(void)
{
    const DWORD move = DUPLICATE_CLOSE_SOURCE | DUPLICATE_SAME_ACCESS;
    HANDLE self = GetCurrentProcess(), moved, failed;
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref);
    DWORD flags;

    EXPECT(DuplicateHandle(self, handle, self, &moved, 0, FALSE, move));
    EXPECT(!GetHandleInformation(handle, &flags));
    EXPECT(GetHandleInformation(moved, &flags));

    handle = handle_create(ref);
    EXPECT(DuplicateHandle(self, handle, NULL, NULL, 0, FALSE,
                           DUPLICATE_CLOSE_SOURCE));
    EXPECT(!GetHandleInformation(handle, &flags));

    handle = handle_create(ref); /* closed although the target is no process */
    EXPECT_ERROR(DuplicateHandle(self, handle, moved, &failed, 0, FALSE, move),
                 ERROR_INVALID_HANDLE);
    EXPECT(failed == NULL);
    EXPECT(!GetHandleInformation(handle, &flags));

    EXPECT(SetHandleInformation(moved, HANDLE_FLAG_PROTECT_FROM_CLOSE,
                                HANDLE_FLAG_PROTECT_FROM_CLOSE));
    EXPECT(DuplicateHandle(self, moved, self, &handle, 0, FALSE, move));
    EXPECT(GetHandleInformation(moved, &flags));
    EXPECT(SetHandleInformation(moved, HANDLE_FLAG_PROTECT_FROM_CLOSE, 0));
    EXPECT(CloseHandle(moved));
    EXPECT(CloseHandle(handle));
    hl_kernel_release(ref);
    return 0;
}
