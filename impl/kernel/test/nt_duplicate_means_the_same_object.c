/* NT_DUP_1 NT_DUP_4 NT_CMP_1 NT_CMP_2 NT_CMP_3: a duplicate is another handle
 * to the same object, closed on its own.
 * Shows VK_NT_1 NT_DUP_2. */
#include "kernel_expect.h"

int main(void)
{
    kernel_ref ref = memory_create(4096, NULL),
               other = memory_create(4096, NULL);
    HANDLE self = GetCurrentProcess(), copy, bad = self;
    HANDLE handle = handle_create(ref), stranger = handle_create(other);

    EXPECT(DuplicateHandle(self, handle, self, &copy, 0, FALSE,
                           DUPLICATE_SAME_ACCESS));
    EXPECT(copy != handle);
    EXPECT(CompareObjectHandles(copy, handle));
    EXPECT_ERROR(CompareObjectHandles(copy, stranger), ERROR_NOT_SAME_OBJECT);
    EXPECT(CloseHandle(handle));
    EXPECT_ERROR(CompareObjectHandles(copy, handle), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(DuplicateHandle(self, handle, self, &bad, 0, FALSE, 0),
                 ERROR_INVALID_HANDLE);
    EXPECT(bad == NULL);
    EXPECT_ERROR(DuplicateHandle(copy, copy, self, &bad, 0, FALSE, 0),
                 ERROR_INVALID_HANDLE);
    EXPECT_ERROR(DuplicateHandle(self, copy, self, &bad, 0, FALSE, 4),
                 ERROR_INVALID_PARAMETER);

    /* The object lives by its last handle, whoever made it. */
    kernel_id id = hl_kernel_id(ref);
    hl_kernel_release(ref);
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(CloseHandle(copy));
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(CloseHandle(stranger));
    hl_kernel_release(other);
    return 0;
}
