#define _GNU_SOURCE
#include "arena.h"

#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096u
#define ARENA_START 0x200000000000ul
#define ARENA_PAGES 0x10000u

/* The library's variables: the linker puts what build.mk has renamed between
 * these. */
extern char __start_weak_state[], __stop_weak_state[];

static char *variables; /* as setup left them */
static uintptr_t next = ARENA_START;
static uintptr_t blocks_end; /* of the first reservation */
static uintptr_t mapped_end = ARENA_START;
static uintptr_t next_kept, blocks_end_kept;

/* Pages of the arena that setup wrote, and those written since. */
static char *kept[ARENA_PAGES];
static uint8_t written[ARENA_PAGES];
static uint8_t is_new[ARENA_PAGES];
static uint32_t fresh[ARENA_PAGES];
static uint32_t fresh_count;

/* Pages that may be touched, and in this execution by whose doing. */
static uint8_t is_committed[ARENA_PAGES];
static uint64_t token_of[ARENA_PAGES];
static uint32_t newly[ARENA_PAGES];
static uint32_t newly_count;

enum arena_part arena_part(uintptr_t at)
{
    if (at >= ARENA_START && at < next)
        return at < blocks_end ? ARENA_BLOCKS : ARENA_OURS;
    if (at >= (uintptr_t)__start_weak_state &&
        at < (uintptr_t)__stop_weak_state)
        return ARENA_OURS;
    return ARENA_NONE;
}

int arena_is_inside(uintptr_t at)
{
    return at >= ARENA_START && at < next;
}

void *arena_reserve(size_t bytes)
{
    void *start = (void *)next;

    bytes = (bytes + PAGE - 1) / PAGE * PAGE;
    if (next + bytes > ARENA_START + (uintptr_t)ARENA_PAGES * PAGE)
        return NULL;
    if (next + bytes > mapped_end &&
        mmap(start, bytes, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
             -1, 0) != start)
        abort();
    next += bytes;
    if (mapped_end < next)
        mapped_end = next;
    if (blocks_end == 0)
        blocks_end = next;
    return start;
}

void arena_note(uintptr_t at, size_t bytes)
{
    if (at < ARENA_START || at >= next)
        return;
    for (size_t page = (at - ARENA_START) / PAGE;
         page <= (at + bytes - 1 - ARENA_START) / PAGE; page++) {
        written[page] = 1;
        if (!is_new[page]) {
            is_new[page] = 1;
            fresh[fresh_count++] = (uint32_t)page;
        }
    }
}

void arena_commit(uintptr_t at, size_t bytes, uint64_t token)
{
    for (uintptr_t end = at + bytes; at < end; at += PAGE) {
        size_t page = (at - ARENA_START) / PAGE;

        if (is_committed[page])
            continue;
        is_committed[page] = 1;
        token_of[page] = token;
        newly[newly_count++] = (uint32_t)page;
    }
}

int arena_is_committed(uintptr_t at, uint64_t *token)
{
    size_t page = (at - ARENA_START) / PAGE;

    *token = token_of[page];
    return is_committed[page];
}

int arena_is_written(uintptr_t at)
{
    return written[(at - ARENA_START) / PAGE];
}

static char *page_at(uint32_t page)
{
    return (char *)ARENA_START + (size_t)page * PAGE;
}

void arena_keep(void)
{
    size_t bytes = (size_t)(__stop_weak_state - __start_weak_state);

    next_kept = next;
    blocks_end_kept = blocks_end;
    variables = malloc(bytes);
    memcpy(variables, __start_weak_state, bytes);
    for (uint32_t i = 0; i < fresh_count; i++) {
        kept[fresh[i]] = malloc(PAGE);
        memcpy(kept[fresh[i]], page_at(fresh[i]), PAGE);
        is_new[fresh[i]] = 0;
    }
    fresh_count = 0;
    newly_count = 0;
}

void arena_put_back(void)
{
    memcpy(__start_weak_state, variables,
           (size_t)(__stop_weak_state - __start_weak_state));
    for (uint32_t i = 0; i < fresh_count; i++) {
        if (kept[fresh[i]] != NULL)
            memcpy(page_at(fresh[i]), kept[fresh[i]], PAGE);
        else
            memset(page_at(fresh[i]), 0, PAGE);
        written[fresh[i]] = kept[fresh[i]] != NULL;
        is_new[fresh[i]] = 0;
    }
    for (uint32_t i = 0; i < newly_count; i++) {
        is_committed[newly[i]] = 0;
        token_of[newly[i]] = 0;
    }
    fresh_count = 0;
    newly_count = 0;
    next = next_kept;
    blocks_end = blocks_end_kept;
}

static int find_thread_variables(struct dl_phdr_info *info, size_t size,
                                 void *found)
{
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_TLS) {
            *(size_t *)found = info->dlpi_phdr[i].p_memsz;
            break;
        }
    /* The first one is the program itself. */
    *((void **)found + 1) = info->dlpi_tls_data;
    return 1;
}

void *arena_thread_variables(size_t *bytes)
{
    void *found[2] = {0};

    (void)dl_iterate_phdr(find_thread_variables, found);
    *bytes = (size_t)found[0];
    return found[1];
}
