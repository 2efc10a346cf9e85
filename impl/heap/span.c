#include "span.h"

#include "../core/layout.h"
#include "../rank.h"
#include "../sync.h"
#include "cache.h"
#include "forking.h"
#include "large.h"
#include "os.h"
#include "slab.h"

struct span hli_span;
uint8_t hli_span_class[CLASS_SIZE_MAX / 16u + 1u];

/* The span starts on a multiple of this, which every page size divides. */
#define SPAN_ALIGN 0x10000ul

/* Room in the handle table. Small reservations still hold Windows' 65,536
 * handles and as many retired ones. */
#define INDEX_LIMIT_MIN 0x20000ul
#define INDEX_LIMIT_MAX TAG_INDEX_COUNT

/* Threads with a cache of their own, one to each MiB of address space up to
 * these; others share one. */
#define CACHE_LIMIT_MAX 4096u

static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

/* Hand out `count` elements of `element` bytes from metadata that starts at
 * `*next`; with `*next` counted from 0 this measures. Arrays start on pages,
 * so that committing one never touches its neighbour. */
static void *carve(uintptr_t *next, uint64_t count, uint64_t element)
{
    uintptr_t start = *next;

    *next = array_end(start, count, element, hli_os_page());
    return (void *)start; // NOLINT(performance-no-int-to-ptr)
}

static void lay_out_bin(uint32_t number, uintptr_t base, uint64_t region,
                        uintptr_t *meta)
{
    struct bin_view *view = &hli_span.bin[number];
    uint32_t class = number % CLASS_COUNT;
    struct class_shape shape = class_shape(class);
    uint64_t slots = slot_count(shape, region);
    uint64_t slabs = slab_find(shape, slots).number;

    view->shape = shape;
    view->base = element_address(base, number, region);
    /* slot_count keeps whole units below UNIT_COUNT, where slot_find is
     * exact. */
    view->slot_limit = slab_slot(shape, (uint32_t)slabs);
    if (number < CLASS_COUNT) {
        view->state = carve(meta, view->slot_limit, sizeof *view->state);
    } else {
        view->owner = carve(meta, view->slot_limit, sizeof *view->owner);
        hli_span.location[class].base = view->base;
        hli_span.location[class].stride = shape.size;
    }
    view->slab = carve(meta, slabs, sizeof *view->slab);
}

/* Place everything in a span of `bytes` bytes at hli_span.base, metadata at
 * `meta`; returns where the metadata ends. */
static uintptr_t lay_out(uint64_t bytes, uintptr_t meta)
{
    /* Relaxed: this thread opens the span and wrote it. */
    uintptr_t base = atomic_load_explicit(&hli_span.base, memory_order_relaxed);
    uint64_t region = region_bytes(bytes);
    uint64_t indices = bytes / 64u;
    uint64_t granules = region_granules(REGION_COUNT - BIN_COUNT, region);

    hli_span.region_scale = region_scale(region);
    for (uint32_t i = 0; i < BIN_COUNT; i++)
        lay_out_bin(i, base, region, &meta);

    hli_span.large_base = element_address(base, BIN_COUNT, region);
    hli_span.location[63].base = hli_span.large_base;
    hli_span.location[63].stride = GRANULE_BYTES;
    hli_span.granule_limit = (uint32_t)granules;
    hli_span.large = carve(&meta, granules, sizeof *hli_span.large);
    hli_span.head = carve(&meta, granules, sizeof *hli_span.head);

    if (indices < INDEX_LIMIT_MIN)
        indices = INDEX_LIMIT_MIN;
    if (indices > INDEX_LIMIT_MAX)
        indices = INDEX_LIMIT_MAX;
    hli_span.index_limit = (uint32_t)indices;
    hli_span.words = carve(&meta, indices, sizeof(uint64_t));
    hli_span.locations = carve(&meta, indices, sizeof(uint32_t));
    hli_span.cache_limit =
        (uint32_t)(bytes / 0x100000u < CACHE_LIMIT_MAX ? bytes / 0x100000u
                                                       : CACHE_LIMIT_MAX);
    hli_span.caches =
        carve(&meta, hli_span.cache_limit, sizeof *hli_span.caches);
    return meta;
}

static uintptr_t aligned(void *start)
{
    return round_up((uintptr_t)start, SPAN_ALIGN);
}

/* Try a span of `bytes` bytes. */
static int reserve(uint64_t bytes)
{
    uint64_t meta_bytes = lay_out(bytes, 0);
    void *data = hli_os_reserve(bytes + SPAN_ALIGN);
    void *meta;

    if (data == NULL)
        return 0;
    meta = hli_os_reserve(meta_bytes + SPAN_ALIGN);
    if (meta == NULL) {
        hli_os_release(data, bytes + SPAN_ALIGN);
        return 0;
    }
    /* Relaxed: the release of `bytes` follows. */
    atomic_store_explicit(&hli_span.base, aligned(data), memory_order_relaxed);
    (void)lay_out(bytes, aligned(meta));
    return 1;
}

int hli_span_open(void)
{
    uint64_t bytes = SPAN_BYTES_MAX;

    rank_lock(RANK_SPAN, &opening);
    /* Relaxed: only the mutex's holder writes it. */
    if (atomic_load_explicit(&hli_span.bytes, memory_order_relaxed) == 0) {
        for (uint32_t i = 0; i <= CLASS_SIZE_MAX / 16u; i++)
            hli_span_class[i] = (uint8_t)class_of(16u * i);
        while (bytes >= SPAN_BYTES_MIN && !reserve(bytes))
            bytes /= 2;
        if (bytes >= SPAN_BYTES_MIN)
            /* Release pairs with the acquire in span_find. */
            atomic_store_explicit(&hli_span.bytes, bytes, memory_order_release);
    }
    rank_unlock(RANK_SPAN, &opening);
    /* Acquire pairs with the release above, as everywhere. */
    return atomic_load_explicit(&hli_span.bytes, memory_order_acquire) != 0;
}

int hli_span_commit(void *array, uint64_t from, uint64_t to)
{
    uint64_t page = hli_os_page();
    uint64_t committed = round_up(from, page);
    uint64_t wanted = round_up(to, page);

    if (wanted <= committed)
        return 1;
    return hli_os_commit((char *)array + committed, wanted - committed);
}

void hli_span_fork(enum forking when)
{
    if (when == FORKING_PREPARE)
        rank_lock(RANK_SPAN, &opening);
    else
        rank_unlock(RANK_SPAN, &opening);
}

/* Before the program's own constructors and main; here, for a static link
 * takes this file whenever anything can be allocated. */
__attribute__((constructor(101))) static void watch_forks(void)
{
    hli_forking_install();
}
