/* No handle value names two objects, ever: not after an index has been used
 * again and again, and not after all its generations are used up. */
#include "check.h"
#include "core/life.h"
#include "heap/table.h"
#include "heap_is_valid.h"

int main(void)
{
    HLOCAL old[100], h;
    uint32_t index;

    for (int i = 0; i < 100; i++) {
        old[i] = LocalAlloc(LMEM_MOVEABLE, 8);
        CHECK(old[i] != NULL && LocalFree(old[i]) == NULL);
    }
    for (int i = 0; i < 100; i++) {
        CHECK_ERROR(LocalLock(old[i]) == NULL, ERROR_INVALID_HANDLE);
        CHECK_ERROR(!LocalUnlock(old[i]), ERROR_INVALID_HANDLE);
        CHECK_ERROR(GlobalUnlock(old[i]), ERROR_INVALID_HANDLE);
        CHECK_ERROR(LocalSize(old[i]) == 0, ERROR_INVALID_HANDLE);
        CHECK_ERROR(LocalFlags(old[i]) == LMEM_INVALID_HANDLE,
                    ERROR_INVALID_HANDLE);
        CHECK_ERROR(LocalReAlloc(old[i], 9, LMEM_MOVEABLE) == NULL,
                    ERROR_INVALID_HANDLE);
        CHECK_ERROR(LocalFree(old[i]) == old[i], ERROR_INVALID_HANDLE);
    }

    /* Make the index that comes next reach its last generation but one. */
    h = LocalAlloc(LMEM_MOVEABLE, 8);
    index = (uint32_t)tag_index((uintptr_t)h);
    CHECK(h != NULL && LocalFree(h) == NULL);
    word_store(table_word_at(index), (WORD_RETIRED - 1ul) * WORD_GENERATION);
    h = LocalAlloc(LMEM_MOVEABLE, 8);
    CHECK(tag_index((uintptr_t)h) == index);
    CHECK(tag_generation((uintptr_t)h) == WORD_RETIRED - 1ul);
    CHECK(LocalFree(h) == NULL);
    CHECK_ERROR(LocalFree(h) == h, ERROR_INVALID_HANDLE);
    for (int i = 0; i < 10000; i++) {
        h = LocalAlloc(LMEM_MOVEABLE, 8);
        CHECK(h != NULL && tag_index((uintptr_t)h) != index);
        if (i % 2)
            CHECK(LocalFree(h) == NULL);
    }
    CHECK_HEAP();
    return 0;
}
