/* The numbers that the core proves for each class, of the classes there are:
 * a slot is found from every byte at its edges, and a slab from its slots. */
#include "check.h"
#include "core/slab_number.h"

static void check_slot(struct class_shape s, uint64_t slot)
{
    uint64_t start = slot * s.size;
    struct quotient at = slot_find(s, start);
    struct quotient end = slot_find(s, start + s.size - 1);
    struct quotient home = slab_find(s, slot);

    CHECK(at.number == slot && at.offset == 0);
    CHECK(end.number == slot && end.offset == s.size - 1);
    CHECK(home.number == slot / slab_slots(s));
    CHECK(home.offset == slot % slab_slots(s));
    CHECK(slab_slot(s, (uint32_t)home.number) + home.offset == slot);
}

static void check_regions(uint64_t bytes)
{
    uint64_t scale = REGION_MAX / bytes;

    for (uint64_t n = 0; n < REGION_COUNT; n++) {
        CHECK(region_of(n * bytes, bytes, scale) == n);
        CHECK(region_of(n * bytes + bytes - 1, bytes, scale) == n);
    }
}

int main(void)
{
    for (uint32_t c = 0; c < CLASS_COUNT; c++) {
        struct class_shape s = class_shape(c);
        uint64_t count = slot_count(s, REGION_MAX);

        CHECK(s.size == s.odd * s.unit && s.unit * s.scale == UNIT_MAX);
        CHECK(slab_bytes(s) == (uint64_t)s.size * slab_slots(s));
        CHECK(class_of(s.size) == c && class_of(s.size - 1) <= c);
        CHECK(c + 1 == CLASS_COUNT || class_of(s.size + 1) == c + 1);
        for (uint64_t n = 0; n < count; n = n < 20000 ? n + 1 : n * 9 / 8)
            check_slot(s, n);
        check_slot(s, count - 1);
    }
    for (uint64_t bytes = 0x80000; bytes <= REGION_MAX; bytes *= 2)
        check_regions(bytes);
    return 0;
}
