/* Each invariant of the heap can fail: one store into a structure, and its
 * is_valid function says which part is broken. */
#include "aborts.h"
#include "core/word_update.h"
#include "core/run_list.h"
#include "heap/bin.h"
#include "heap/large.h"
#include "heap/runs.h"
#include "heap/table.h"
#include "heap_is_valid.h"

#define OBJECTS 400
#define TINY 64u
#define HUGE_BYTES 5000000u

static HLOCAL fixed[OBJECTS], movable[OBJECTS];
static struct runs_inside runs;
static struct run_cache_inside run_cache;
static struct table_inside table;

/* A heap with something in each structure: slots that are live, free and at
 * hand, runs that are used, free and cached, indices that are out and free. */
static void make_heap(void)
{
    HLOCAL large[3], one;

    for (int i = 0; i < 3; i++)
        CHECK((large[i] = LocalAlloc(LMEM_FIXED, HUGE_BYTES)) != NULL);
    CHECK(LocalFree(large[1]) == NULL);
    (void)hl_compact(0);
    for (int i = 0; i < OBJECTS; i++) {
        CHECK((fixed[i] = LocalAlloc(LMEM_FIXED, TINY)) != NULL);
        CHECK((movable[i] = LocalAlloc(LMEM_MOVEABLE, TINY)) != NULL);
    }
    for (int i = 0; i < OBJECTS; i += 2) {
        CHECK(LocalFree(fixed[i]) == NULL);
        CHECK(LocalFree(movable[i]) == NULL);
    }
    CHECK(LocalAlloc(LHND, HUGE_BYTES / 8) != NULL);
    /* One that the thread caches, and one cached for all. */
    CHECK((one = LocalAlloc(LPTR, 70000)) != NULL);
    memset(one, 1, 70000);
    CHECK(LocalFree(one) == NULL);
    CHECK((one = LocalAlloc(LPTR, HUGE_BYTES / 4)) != NULL);
    memset(one, 1, HUGE_BYTES / 4);
    CHECK(LocalFree(one) == NULL);
    hli_runs_inside(&runs);
    hli_run_cache_inside(&run_cache);
    hli_table_inside(&table);
}

/* ---- A bin: that of fixed blocks of TINY bytes --------------------------- */

#define BIN BIN_OF(KIND_FIXED, class_of(TINY))

static struct bin *bin(void)
{
    return &hli_bins[BIN];
}

/* A slab with free slots, and the first of them. */
static struct slab *partial(void)
{
    struct slab *slab = hli_span.bin[BIN].slab;

    CHECK(bin()->list[SLAB_PARTIAL].head != 0);
    slab += bin()->list[SLAB_PARTIAL].head - 1;
    CHECK(slab->first != LINK_END);
    return slab;
}

static uint32_t first_free(void)
{
    uint32_t number = (uint32_t)(partial() - hli_span.bin[BIN].slab);

    return slab_slot(hli_span.bin[BIN].shape, number) + partial()->first;
}

static int slab_is_valid(void)
{
    return hli_slab_is_valid(BIN);
}

static void room_is_miscounted(void)
{
    bin()->room++;
}

static void free_slots_are_miscounted(void)
{
    partial()->free--;
}

static void free_slot_links_to_itself(void)
{
    link_set(&hli_span.bin[BIN], first_free(), partial()->first);
}

static void free_slot_links_to_nowhere(void)
{
    link_set(&hli_span.bin[BIN], first_free(), LINK_END - 1);
}

static void free_slot_is_forgotten(void)
{
    partial()->first = link_get(&hli_span.bin[BIN], first_free());
}

static void free_slot_is_live(void)
{
    hli_span.bin[BIN].state[first_free()] = state_make(TINY);
}

static void slab_says_that_it_is_empty(void)
{
    partial()->where = SLAB_EMPTY;
}

static void slab_is_its_own_neighbour(void)
{
    partial()->next = bin()->list[SLAB_PARTIAL].head;
}

static void list_has_no_tail(void)
{
    bin()->list[SLAB_PARTIAL].tail = 0;
}

static void used_slot_is_fresh(void)
{
    partial()->fresh = partial()->first;
}

static void end_is_too_far(void)
{
    hli_span.bin[BIN].end += slab_bytes(hli_span.bin[BIN].shape);
}

/* ---- Runs ---------------------------------------------------------------- */

static uint32_t free_run(void)
{
    for (uint32_t i = 0; i < RUN_LIST_COUNT; i++)
        if (runs.lists[i] != 0)
            return runs.lists[i] - 1;
    CHECK(!"a run is free");
    return 0;
}

static int runs_are_valid(void)
{
    return hli_runs_is_valid(1);
}

static void free_runs_are_miscounted(void)
{
    ++*runs.bare;
}

static void run_is_shorter(void)
{
    hli_span.large[free_run()].extent--;
}

static void run_has_no_end(void)
{
    uint32_t run = free_run();

    hli_span.large[run + hli_span.large[run].extent - 1].before = 0;
}

static void run_on_the_list_is_used(void)
{
    hli_span.large[free_run()].is_free = RUN_USED;
}

static void run_is_its_own_neighbour(void)
{
    hli_span.large[free_run()].next = free_run() + 1;
}

static void list_bit_is_off(void)
{
    uint32_t list = run_list(hli_span.large[free_run()].extent);

    runs.nonempty[list / 64u] &= ~(1ul << list % 64u);
}

static void top_is_too_low(void)
{
    --*runs.top;
}

static void object_lives_in_a_free_run(void)
{
    hli_span.large[free_run()].state = large_state(LARGE_FIXED, 100);
}

static void block_is_longer_than_its_run(void)
{
    hli_span.large[0].state = large_state(LARGE_FIXED, 1ul << 40);
}

static void more_is_dirty_than_committed(void)
{
    hli_span.large[0].dirty_bytes = hli_span.large[0].committed_bytes + 1;
}

/* ---- Cached runs ---------------------------------------------------------- */

static uint32_t cached_run(void)
{
    uint32_t first, last;

    for (uint32_t i = 0; i < RUN_LIST_COUNT; i++) {
        hli_run_cache_list(i, &first, &last);
        if (first != 0)
            return first - 1;
    }
    CHECK(!"a run is cached for all");
    return 0;
}

static void cached_bytes_are_miscounted(void)
{
    ++*run_cache.bytes;
}

static void cached_run_is_its_own_neighbour(void)
{
    hli_span.large[cached_run()].next = cached_run() + 1;
}

static void cached_run_is_an_object(void)
{
    hli_span.large[cached_run()].state = large_state(LARGE_FIXED, 5);
}

static void cached_run_is_free(void)
{
    hli_span.large[cached_run()].is_free = RUN_BARE;
}

static void cached_run_is_on_the_wrong_list(void)
{
    hli_span.large[cached_run()].dirty_bytes = 1;
}

/* ---- The thread's cache -------------------------------------------------- */

static int cache_is_valid(void)
{
    return hli_cache_is_valid(hli_cache_mine);
}

static struct magazine *magazine(void)
{
    struct magazine *here = &hli_cache_mine->bin[BIN];

    CHECK(here->count >= 2);
    return here;
}

static void magazine_is_too_full(void)
{
    magazine()->count = MAGAZINE_SLOTS + 1;
}

static void slot_is_at_hand_twice(void)
{
    magazine()->entry[0] = magazine()->entry[1];
}

static void slot_at_hand_is_live(void)
{
    hli_span.bin[BIN].state[entry_slot(magazine()->entry[0])] = state_make(5);
}

static void slot_at_hand_is_nowhere(void)
{
    magazine()->entry[0] = 0x7FFFFFFF;
}

static void index_is_at_hand_twice(void)
{
    CHECK(hli_cache_mine->index.count >= 2);
    hli_cache_mine->index.entry[0] = hli_cache_mine->index.entry[1];
}

static void thread_caches_more_than_it_says(void)
{
    CHECK(hli_cache_mine->runs.bytes != 0);
    hli_cache_mine->runs.bytes--;
}

/* ---- The handle table ---------------------------------------------------- */

/* A live object, and its slot. */
static uint32_t live_index(void)
{
    return (uint32_t)tag_index((uintptr_t)movable[1]);
}

static _Atomic uint32_t *owner_entry(void)
{
    return &hli_span.bin[BIN_OF(KIND_MOVABLE, class_of(TINY))]
                .owner[table_location(live_index())];
}

static void indices_are_miscounted(void)
{
    --*table.issued;
}

static void free_index_links_to_itself(void)
{
    CHECK(*table.first != INDEX_NONE);
    table_location_set(*table.first, *table.first);
}

static void free_index_is_forgotten(void)
{
    *table.first = table_location(*table.first);
}

static void free_list_has_no_last(void)
{
    *table.last = INDEX_NONE;
}

static void owner_is_another(void)
{
    *owner_entry() = live_index() + 1;
}

static void location_is_another(void)
{
    table_location_set(live_index(), table_location(live_index()) + 1);
}

static void word_is_impossible(void)
{
    *table_word_at(live_index()) = WORD_SPARE;
}

static void object_stays_busy(void)
{
    *table_word_at(live_index()) =
        word_claim(word_load(table_word_at(live_index())));
}

static void second_block_names_the_object(void)
{
    uint32_t bin = BIN_OF(KIND_MOVABLE, class_of(TINY));
    const struct magazine *here = &hli_cache_mine->bin[bin];

    CHECK(here->count != 0);
    hli_span.bin[bin].owner[entry_slot(here->entry[0])] = live_index();
}

/* ---- All of it ----------------------------------------------------------- */

static void slot_is_lost(void)
{
    magazine()->count--;
}

static struct {
    void (*spoil)(void);
    int (*is_valid)(void);
} spoiling;

static int spoil_and_ask(void)
{
    if (!spoiling.is_valid())
        return 2;
    spoiling.spoil();
    return spoiling.is_valid();
}

#define REPORTED(valid, how, part)                                             \
    do {                                                                       \
        spoiling.spoil = how;                                                  \
        spoiling.is_valid = valid;                                             \
        check_reported(#how, spoil_and_ask, "the invariant is broken: " part); \
    } while (0)

static void check_bins(void)
{
    REPORTED(slab_is_valid, room_is_miscounted, "bin->room == room");
    REPORTED(slab_is_valid, free_slots_are_miscounted, "");
    REPORTED(slab_is_valid, free_slot_links_to_itself, "listed < slab->fresh");
    REPORTED(slab_is_valid, free_slot_links_to_nowhere, "at < slab->fresh");
    REPORTED(slab_is_valid, free_slot_is_forgotten, "marked == listed");
    REPORTED(slab_is_valid, free_slot_is_live, "is_free(view, base + at)");
    REPORTED(slab_is_valid, slab_says_that_it_is_empty, "");
    REPORTED(slab_is_valid, slab_is_its_own_neighbour, "");
    REPORTED(slab_is_valid, list_has_no_tail, "bin->list[where].tail == last");
    REPORTED(slab_is_valid, used_slot_is_fresh, "at < slab->fresh");
    REPORTED(slab_is_valid, end_is_too_far, "");
}

static void check_runs(void)
{
    REPORTED(runs_are_valid, free_runs_are_miscounted, "bare == tally.bare");
    REPORTED(runs_are_valid, run_is_shorter, "");
    REPORTED(runs_are_valid, run_has_no_end, "map[last].before");
    REPORTED(runs_are_valid, run_on_the_list_is_used, "");
    REPORTED(runs_are_valid, run_is_its_own_neighbour, "");
    REPORTED(runs_are_valid, list_bit_is_off, "bit ==");
    REPORTED(runs_are_valid, top_is_too_low, "");
    REPORTED(runs_are_valid, object_lives_in_a_free_run, "LARGE_KIND");
    REPORTED(runs_are_valid, block_is_longer_than_its_run, "LARGE_SIZE");
    REPORTED(runs_are_valid, more_is_dirty_than_committed, "block->");
}

static void check_run_cache(void)
{
    REPORTED(hli_run_cache_is_valid, cached_bytes_are_miscounted,
             "bytes == all");
    REPORTED(hli_run_cache_is_valid, cached_run_is_its_own_neighbour, "");
    REPORTED(hli_run_cache_is_valid, cached_run_is_an_object, "LARGE_KIND");
    REPORTED(hli_run_cache_is_valid, cached_run_is_free,
             "map[at - 1].is_free == RUN_USED");
    REPORTED(hli_run_cache_is_valid, cached_run_is_on_the_wrong_list, "");
}

static void check_cache(void)
{
    REPORTED(cache_is_valid, magazine_is_too_full, "magazine->count");
    REPORTED(cache_is_valid, slot_is_at_hand_twice, "entry_slot");
    REPORTED(cache_is_valid, slot_at_hand_is_live, "");
    REPORTED(cache_is_valid, slot_at_hand_is_nowhere, "slot < slot_count");
    REPORTED(cache_is_valid, index_is_at_hand_twice, "held->entry[k] != index");
    REPORTED(cache_is_valid, thread_caches_more_than_it_says, "runs->bytes");
}

static void check_table(void)
{
    REPORTED(hli_table_is_valid, indices_are_miscounted, "*table->issued ==");
    REPORTED(hli_table_is_valid, free_index_links_to_itself, "*listed <");
    REPORTED(hli_table_is_valid, free_index_is_forgotten, "tally.dead ==");
    REPORTED(hli_table_is_valid, free_list_has_no_last, "*table->last == last");
    REPORTED(hli_table_is_valid, owner_is_another, "");
    REPORTED(hli_table_is_valid, location_is_another, "");
    REPORTED(hli_table_is_valid, word_is_impossible, "word_is_ok(word)");
    REPORTED(hli_table_is_valid, object_stays_busy, "W_MOVE(word)");
    REPORTED(hli_table_is_valid, second_block_names_the_object,
             "small == tally->small");
}

int main(void)
{
    make_heap();
    CHECK_HEAP();
    check_bins();
    check_runs();
    check_run_cache();
    check_cache();
    check_table();
    REPORTED(hli_heap_is_valid, slot_is_lost, "hli_slab_at_hand(bin) == count");
    CHECK_HEAP();
    return 0;
}
