/* Compaction gives back the pages between blocks that cannot move, says how
 * much it was, and leaves those blocks alone; a block taken there later is
 * as good as any. */
#define _DEFAULT_SOURCE
#include <sys/mman.h>

#include "check.h"
#include "heap/os.h"
#include "heap_is_valid.h"

#define COUNT 16384u
#define SIZE 256u
/* Bytes of blocks of which one is kept. */
#define STRETCH (8 * hli_os_page())

static char *held[COUNT];

static int stays(size_t i)
{
    return i % (STRETCH / SIZE) == 0;
}

static unsigned char value_of(size_t i)
{
    return (unsigned char)(i % 251 + 1);
}

static int is_here(const char *address)
{
    uintptr_t page = (uintptr_t)address / hli_os_page() * hli_os_page();
    unsigned char here;

    CHECK(mincore((void *)page, hli_os_page(), &here) == 0); // NOLINT
    return here & 1;
}

/* Of the blocks that were freed, how many still have their page. */
static size_t freed_here(void)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT; i++)
        if (!stays(i))
            count += (size_t)is_here(held[i]);
    return count;
}

static void check_kept(void)
{
    for (size_t i = 0; i < COUNT; i++)
        if (stays(i))
            CHECK(all_bytes(held[i], 0, SIZE, value_of(i)));
}

int main(void)
{
    size_t freed = 0, given;

    for (size_t i = 0; i < COUNT; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_FIXED, SIZE)) != NULL);
        memset(held[i], value_of(i), SIZE);
    }
    for (size_t i = 0; i < COUNT; i++)
        if (!stays(i)) {
            CHECK(LocalFree(held[i]) == NULL);
            freed++;
        }
    CHECK(freed_here() > freed / 2);
    given = hl_compact(0);
    /* Up to two pages in each stretch also hold a part of a block that
     * stays. */
    CHECK(freed_here() <= freed / 4);
    CHECK(given >= freed * SIZE / 4 * 3);
    check_kept();
    CHECK(hl_compact(0) == 0);
    for (size_t i = 0; i < COUNT; i++)
        if (!stays(i)) {
            CHECK((held[i] = LocalAlloc(LPTR, SIZE)) != NULL);
            CHECK(all_bytes(held[i], 0, SIZE, 0));
            memset(held[i], value_of(i), SIZE);
        }
    check_kept();
    CHECK_HEAP();
    return 0;
}
