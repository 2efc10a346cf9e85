/* Under mlockall(MCL_FUTURE) with a limit to locked memory, what fits can be
 * had, as it can from malloc: the address space that the heap reserves does not
 * count. What is committed is locked and counts: beyond the limit,
 * ERROR_NOT_ENOUGH_MEMORY; what is freed and compacted can be had again. */
#define _GNU_SOURCE
#include <grp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"

#define LIMIT (6u << 20)
#define SIZE 50000u
#define MOST (LIMIT / SIZE)

/* Kilobytes that are locked. */
static unsigned long locked(void)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    unsigned long amount = 0;

    CHECK(status != NULL);
    while (fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmLck: %lu", &amount) == 1)
            break;
    (void)fclose(status);
    return amount;
}

/* Allocate until it fails; free all again. */
static unsigned fill(void)
{
    static HLOCAL held[MOST];
    unsigned long before = locked();
    unsigned count = 0;

    SetLastError(KEPT);
    while (count < MOST && (held[count] = LocalAlloc(LPTR, SIZE)) != NULL)
        count++;
    CHECK(count < MOST && GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(locked() >= before + count * (SIZE / 1024u));
    for (unsigned i = 0; i < count; i++) {
        CHECK(all_bytes(held[i], 0, SIZE, 0));
        memset(held[i], 0xEE, SIZE);
        CHECK(LocalFree(held[i]) == NULL);
    }
    (void)hl_compact(0);
    return count;
}

int main(void)
{
    struct rlimit limit = {LIMIT, LIMIT};
    unsigned first;

    if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0) {
        puts("skipped: too little may be locked");
        return 0;
    }
    /* Root has no limit. */
    if (geteuid() == 0)
        CHECK(setgroups(0, NULL) == 0 && setgid(65534) == 0 &&
              setuid(65534) == 0);
    if (mlockall(MCL_FUTURE) != 0) {
        puts("skipped: this system locks nothing for us");
        return 0;
    }
    first = fill();
    CHECK(first > MOST / 4);
    CHECK(fill() >= first && fill() >= first);

    /* Without the wish, nothing is locked and nothing limited. */
    CHECK(munlockall() == 0);
    for (unsigned i = 0; i < MOST; i++)
        CHECK(LocalAlloc(LPTR, SIZE) != NULL);
    return 0;
}
