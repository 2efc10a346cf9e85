/* What the tests of kernel objects share: saying what went wrong, and making
 * an object without a driver.
 */
#ifndef HLOCAL_IMPL_KERNEL_TEST_KERNEL_EXPECT_H
#define HLOCAL_IMPL_KERNEL_TEST_KERNEL_EXPECT_H

#include "../kernel.h"

#include "../../test/check.h"

/* A call that must fail, and its last error. */
#define EXPECT_ERROR(call, error)                                              \
    do {                                                                       \
        SetLastError(0);                                                       \
        EXPECT(!(call));                                                       \
        EXPECT(GetLastError() == (error));                                     \
    } while (0)

static inline kernel_ref memory_create(uint64_t bytes, const uint16_t *name)
{
    struct hl_kernel_new what = {.kind = HL_KERNEL_MEMORY,
                                 .bytes = bytes,
                                 .name = name,
                                 .label = "test"};
    kernel_ref ref;

    EXPECT(hl_kernel_create(&what, &ref) == ERROR_SUCCESS);
    EXPECT(ref != 0);
    return ref;
}

static inline HANDLE handle_create(kernel_ref ref)
{
    HANDLE handle;

    EXPECT(hl_kernel_export(ref, GENERIC_ALL, FALSE, &handle) == ERROR_SUCCESS);
    EXPECT(handle != NULL);
    return handle;
}

#endif /* HLOCAL_IMPL_KERNEL_TEST_KERNEL_EXPECT_H */
