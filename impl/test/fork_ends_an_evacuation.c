/* A process that forks while another thread evacuates a slab: in the child
 * that thread is no more, and the slab is in use again, for what is free on
 * it and for the child's own compaction. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "heap/slab.h"
#include "heap/span.h"

#define SIZE 16
#define MOST 20000

static HLOCAL held[MOST];

static const uint32_t bin = BIN_OF(KIND_MOVABLE, 0);

static struct slab_count count_slots(void)
{
    struct slab_count count;

    hli_slab_count(bin, &count);
    return count;
}

/* What is left of `count` objects keeps its bytes and can be compacted, and as
 * many as were freed can be had without new memory. */
static int child(size_t count)
{
    struct slab_count before = count_slots();

    for (size_t i = 0; i < count; i++)
        if (i % 4 != 0) {
            CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, SIZE)) != NULL);
            *(size_t *)LocalLock(held[i]) = i;
            CHECK(!LocalUnlock(held[i]));
        }
    CHECK(count_slots().committed == before.committed);
    for (size_t i = 0; i < count; i++) {
        CHECK(*(size_t *)LocalLock(held[i]) == i && !LocalUnlock(held[i]));
        if (i % 4 != 0)
            CHECK(LocalFree(held[i]) == NULL);
    }
    CHECK(hl_compact(0) != 0);
    CHECK(count_slots().resident <= before.resident / 2);
    return 0;
}

int main(void)
{
    size_t count;
    uint32_t slab;
    int status;
    pid_t pid;

    CHECK(LocalFree(LocalAlloc(LMEM_MOVEABLE, SIZE)) == NULL);
    count = 4 * slab_slots(hli_span.bin[bin].shape);
    CHECK(count <= MOST);
    for (size_t i = 0; i < count; i++) {
        CHECK((held[i] = LocalAlloc(LMEM_MOVEABLE, SIZE)) != NULL);
        *(size_t *)LocalLock(held[i]) = i;
        CHECK(!LocalUnlock(held[i]));
    }
    for (size_t i = 0; i < count; i++)
        if (i % 4 != 0)
            CHECK(LocalFree(held[i]) == NULL);
    /* Half of a compaction, as another thread may have done. */
    (void)hli_slab_sort(bin);
    slab = hli_slab_detach(bin, 0);
    CHECK(slab != SLOT_NONE && hli_slab_detach(bin, 0) == SLOT_NONE);
    pid = fork();
    CHECK(pid >= 0);
    if (pid == 0)
        _exit(child(count));
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    hli_slab_attach(bin, slab, 0);
    return child(count);
}
