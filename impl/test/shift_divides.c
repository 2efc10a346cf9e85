/* The one function of the core that Frama-C takes on trust, and the numbers
 * that depend on it: shift_down divides, and a slot is found from every byte
 * at its edges. */
#include "check.h"
#include "core/slot.h"

int main(void)
{
    for (uint32_t k = 0; k < SHIFT_COUNT; k++)
        for (uint64_t x = 1; x < UINT64_MAX / 3; x = x * 3 + k)
            CHECK(shift_down(x, k) == x / ((uint64_t)1 << k));

    for (uint32_t c = 0; c < CLASS_COUNT; c++) {
        struct class_shape s = class_shape(c);
        uint64_t count = slot_count(s, 1ul << 40);

        CHECK(s.size == (uint64_t)s.odd << s.shift);
        CHECK(((uint64_t)s.size << s.slab_shift) % 0x10000u == 0);
        CHECK(class_of(s.size) == c && class_of(s.size - 1) <= c);
        CHECK(c + 1 == CLASS_COUNT || class_of(s.size + 1) == c + 1);
        for (uint64_t n = 0; n < count; n = n < 20000 ? n + 1 : n * 9 / 8) {
            CHECK(slot_of(s, n * s.size) == n);
            CHECK(slot_of(s, n * s.size + s.size - 1) == n);
        }
        CHECK(slot_of(s, count * s.size - 1) == count - 1);
    }
    return 0;
}
