/* Every mapping of an object sees the same bytes; a new object never sees an
 * old one's; a mapping outlives its object and then reads as zeros. */
#include "kernel_expect.h"

#include <string.h>

int main(void)
{
    for (int i = 0; i < 50; i++) {
        kernel_ref ref = memory_create(10000, NULL);
        kernel_id id = hl_kernel_id(ref);
        unsigned char *one = hl_kernel_map(id, 10000);
        unsigned char *two = hl_kernel_map(id, 10000);

        EXPECT(one != NULL && two != NULL && one != two);
        for (int k = 0; k < 10000; k++)
            EXPECT(one[k] == 0);
        memset(one, 0xA5, 10000);
        EXPECT(memcmp(one, two, 10000) == 0);
        hl_kernel_release(ref);
        EXPECT(two[0] == 0 && two[9999] == 0);
        EXPECT(hl_kernel_map(id, 10000) == NULL);
        hl_kernel_unmap(one, 10000);
        hl_kernel_unmap(two, 10000);
    }
    return 0;
}
