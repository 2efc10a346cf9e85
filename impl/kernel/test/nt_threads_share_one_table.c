/* Four threads open, duplicate and close; every handle works for whoever got
 * it, and at the end nothing is left. */
#include "kernel_expect.h"

#include <pthread.h>

static kernel_ref shared;

static void *work(void *unused)
{
    HANDLE self = GetCurrentProcess(), pair[2];

    (void)unused;
    for (int i = 0; i < 5000; i++) {
        kernel_ref own = memory_create(4096, NULL);
        pair[0] = handle_create(own);
        EXPECT(DuplicateHandle(self, pair[0], self, &pair[1], 0, FALSE, 0));
        EXPECT(CompareObjectHandles(pair[0], pair[1]));
        EXPECT(CloseHandle(pair[0]));
        EXPECT(!CloseHandle(pair[0]));
        EXPECT(CloseHandle(pair[1]));
        kernel_id id = hl_kernel_id(own);
        hl_kernel_release(own);
        EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
        HANDLE common = handle_create(shared);
        EXPECT(CloseHandle(common));
    }
    return NULL;
}

int main(void)
{
    pthread_t thread[4];

    shared = memory_create(4096, NULL);
    for (int i = 0; i < 4; i++)
        EXPECT(pthread_create(&thread[i], NULL, work, NULL) == 0);
    for (int i = 0; i < 4; i++)
        EXPECT(pthread_join(thread[i], NULL) == 0);
    kernel_id id = hl_kernel_id(shared);
    hl_kernel_release(shared);
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    return 0;
}
