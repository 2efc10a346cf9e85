/* 65,535 handles fit; the next is refused, *target is NULL, and closing one
 * makes room. Nothing is lost on the way, and even then a closed value rests.
 * Shows NT_FULL_1. */
#include "kernel_expect.h"

int main(void)
{
    static HANDLE open[70000];
    HANDLE self = GetCurrentProcess(), extra = self;
    kernel_ref ref = memory_create(4096, NULL);
    int count = 0;

    open[count++] = handle_create(ref);
    while (count < 70000 &&
           DuplicateHandle(self, open[0], self, &open[count], 0, FALSE, 0))
        count++;
    EXPECT(GetLastError() == ERROR_NO_SYSTEM_RESOURCES);
    EXPECT(count == 65534); /* and the driver's reference */
    EXPECT(open[count] == NULL);
    EXPECT(hl_kernel_export(ref, 0, FALSE, &extra) ==
           ERROR_NO_SYSTEM_RESOURCES);
    EXPECT(extra == NULL);
    EXPECT(CloseHandle(open[500]));
    EXPECT(DuplicateHandle(self, open[0], self, &extra, 0, FALSE, 0));
    EXPECT(extra != open[500]);
    /* Now one index serves alone; its value comes back after 8,191 others. */
    HANDLE first = extra;
    for (int i = 0; i < 8191; i++) {
        EXPECT(CloseHandle(extra));
        EXPECT(DuplicateHandle(self, open[0], self, &extra, 0, FALSE, 0));
        EXPECT(extra != first);
    }
    open[500] = extra;
    while (count > 0)
        EXPECT(CloseHandle(open[--count]));
    kernel_id id = hl_kernel_id(ref);
    hl_kernel_release(ref);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
