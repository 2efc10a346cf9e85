/* HL_COMPACT_3: with HLOCAL_COMPACT=us, allocating and freeing is enough for a
 * sparse heap to be compacted; without it, nothing moves unless asked. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap_is_valid.h"
#include "hlocal/stats.h"

#define COUNT 30000
#define CHURN 2000000

static HLOCAL held[COUNT];

static void make_sparse(void)
{
    for (unsigned i = 0; i < COUNT; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, 100)) != NULL);
        memset(LocalLock(held[i]), (int)(i % 251), 100);
        CHECK(!LocalUnlock(held[i]));
    }
    for (unsigned i = 0; i < COUNT; i++)
        if (i % 10 != 0)
            CHECK(LocalFree(held[i]) == NULL);
}

/* Churns fixed blocks, 200 at a time, until `enough` movable ones moved. */
static size_t churn(size_t enough)
{
    HLOCAL f[200];
    struct hl_stats stats = {.moves = 0};

    for (unsigned n = 0; n < CHURN && stats.moves < enough; n += 200) {
        for (int i = 0; i < 200; i++)
            CHECK((f[i] = LocalAlloc(LMEM_FIXED, 40)) != NULL);
        for (int i = 0; i < 200; i++)
            CHECK(LocalFree(f[i]) == NULL);
        if (n % 2000 == 0 || n + 200 >= CHURN)
            hl_get_stats(&stats);
    }
    return stats.moves;
}

static void with_setting(const char *us, size_t enough)
{
    int status;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        CHECK(setenv("HLOCAL_COMPACT", us, 1) == 0);
        make_sparse();
        SetLastError(KEPT);
        CHECK(enough != 0 ? churn(enough) >= enough : churn(1) == 0);
        CHECK(GetLastError() == KEPT);
        for (unsigned i = 0; i < COUNT; i += 10)
            CHECK(all_bytes(LocalLock(held[i]), 0, 100,
                            (unsigned char)(i % 251)));
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
    with_setting("20", COUNT / 20);
    with_setting("0", 0);
    with_setting("soon", 0);
    CHECK_HEAP();
    return 0;
}
