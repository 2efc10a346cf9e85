/* A name lives as long as its object, is one namespace for all kinds, and
 * does not care for case or for Local and Global.
 * Shows NT_NAME_1. */
#include "kernel_expect.h"

#define NAME_INVALID 123u
#define NOT_FOUND 2u
#define EXISTS 183u

int main(void)
{
    static const uint16_t upper[] = u"Frame Buffer";
    static const uint16_t lower[] = u"Local\\frame buffer";
    static const uint16_t nested[] = u"a\\b";
    kernel_ref ref = memory_create(4096, upper), again;
    HANDLE handle = handle_create(ref);
    struct hl_kernel_new what = {.kind = HL_KERNEL_FENCE, .name = lower};

    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, lower, &again) == 0);
    EXPECT(hl_kernel_id(again) == hl_kernel_id(ref));
    hl_kernel_release(again);
    EXPECT(hl_kernel_create(&what, &again) == EXISTS);
    EXPECT(again == 0);
    EXPECT(hl_kernel_open_name(HL_KERNEL_FENCE, upper, &again) ==
           ERROR_INVALID_HANDLE);
    what.name = nested;
    EXPECT(hl_kernel_create(&what, &again) == NAME_INVALID);
    what.name = u"";
    EXPECT(hl_kernel_create(&what, &again) == NAME_INVALID);

    hl_kernel_release(ref); /* the handle keeps object and name */
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, upper, &again) == 0);
    hl_kernel_release(again);
    EXPECT(CloseHandle(handle));
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, upper, &again) == NOT_FOUND);
    what.name = upper;
    EXPECT(hl_kernel_create(&what, &again) == ERROR_SUCCESS);
    hl_kernel_release(again);
    return 0;
}
