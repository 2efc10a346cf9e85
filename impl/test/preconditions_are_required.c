/* A caller of core/ that breaks a precondition is stopped at the head of the
 * function, with the file and the condition. One sample for each kind of
 * argument that a caller can get wrong. */
#include "aborts.h"
#include "core/claim_exclusive.h"
#include "core/count.h"
#include "core/large_state.h"
#include "core/layout.h"
#include "core/publish.h"
#include "core/run_list.h"
#include "core/slot_state.h"
#include "core/stay.h"

/* What the compiler must not know, or it would warn. */
static volatile uint64_t zero, one = 1;

static uint64_t live_word(void)
{
    return word_born(zero, 0, 0, 3, 50);
}

static int lock_of_the_dead(void)
{
    return word_lock(zero) != 0;
}

static int lock_of_the_busy(void)
{
    return word_lock(word_claim(live_word())) != 0;
}

static int unlock_of_the_unlocked(void)
{
    return word_unlock(live_word()) != 0;
}

static int second_birth(void)
{
    return word_born(live_word(), 0, 0, 3, 50) != 0;
}

static int birth_of_the_retired(void)
{
    return word_born((WORD_RETIRED + zero) * WORD_GENERATION, 0, 0, 3, 50) != 0;
}

static int word_of_no_kind(void)
{
    return word_retired(WORD_SPARE + zero);
}

static int copy_that_was_not_begun(void)
{
    uint64_t word = live_word();
    handle_word here;

    word_store(&here, word);
    return claim_copied(&here, &word, 1);
}

static int publishing_what_is_not_owned(void)
{
    handle_word here;

    word_store(&here, live_word());
    publish_settled(&here);
    return 0;
}

static int claim_of_a_spoilt_word(void)
{
    uint64_t seen;
    handle_word here;

    /* Dead, and locked. */
    word_store(&here, one);
    return claim_take(&here, 0, &seen);
}

static int handle_beyond_the_table(void)
{
    return tag_make(TAG_INDEX_COUNT - 1u + one, 0) != 0;
}

static int class_of_the_large(void)
{
    return class_of(CLASS_SIZE_MAX + (uint32_t)one) != 0;
}

/* What a walk before the first allocation did once. */
static int slots_of_no_class(void)
{
    struct class_shape shape = {.size = (uint32_t)zero};

    return slot_count(shape, 0x100000) != 0;
}

static int size_of_no_object(void)
{
    return state_size((uint16_t)(STATE_NONE + zero)) != 0;
}

static int link_of_a_used_slot(void)
{
    return owner_next((uint32_t)(17 + zero)) != 0;
}

static int granules_of_the_endless(void)
{
    return granules_for(0 - one) != 0;
}

static int rounding_to_nothing(void)
{
    return round_up(5, zero) != 0;
}

static int address_that_wraps(void)
{
    return element_address(0, 0x100000000ul * one, 0x100000001ul) != 0;
}

static int list_of_a_span(void)
{
    return run_list((uint32_t)(0x40000000u * one)) != 0;
}

static int kind_that_is_none(void)
{
    return large_state(LARGE_BUSY + one, 5) != 0;
}

static int span_of_three(void)
{
    return region_bytes(3 * one) != 0;
}

#define DIES(body, file, condition)                                            \
    check_aborts(#body, body, "required, and not so: " condition);             \
    check_aborts(#body, body, file)

int main(void)
{
    DIES(lock_of_the_dead, "core/count.h", "W_LIVE(w) == 1");
    DIES(lock_of_the_busy, "core/count.h", "W_MOVE(w) != WORD_BUSY");
    DIES(unlock_of_the_unlocked, "core/count.h", "W_LIVE(w) == 1 && W_LOCK(w)");
    DIES(second_birth, "core/life.h", "word_is_ok(w) && W_LIVE(w) == 0");
    DIES(birth_of_the_retired, "core/life.h", "W_GENERATION(w) < WORD_RETIRED");
    DIES(word_of_no_kind, "core/life.h", "word_is_ok(w)");
    DIES(copy_that_was_not_begun, "core/claim_exclusive.h",
         "W_LIVE(*word) == 1");
    DIES(publishing_what_is_not_owned, "core/publish.h",
         "W_LIVE(word_load_owned(p)) == 1");
    DIES(claim_of_a_spoilt_word, "core/claim_exclusive.h",
         "word_is_ok(word_load_owned(p))");
    DIES(handle_beyond_the_table, "core/tag.h", "index < TAG_INDEX_COUNT");
    DIES(class_of_the_large, "core/size_class.h", "size <= CLASS_SIZE_MAX");
    DIES(slots_of_no_class, "core/slot.h", "shape_is_ok(s)");
    DIES(size_of_no_object, "core/slot_state.h", "state_is_live(state)");
    DIES(link_of_a_used_slot, "core/slot_state.h", "owner_is_free(owner)");
    DIES(granules_of_the_endless, "core/granule.h", "size < BLOCK_SIZE_END");
    DIES(rounding_to_nothing, "core/granule.h", "bytes <= ROUND_END");
    DIES(address_that_wraps, "core/address.h", "product_is_at_most(");
    DIES(list_of_a_span, "core/run_list.h", "count < 0x40000000");
    DIES(kind_that_is_none, "core/large_state.h", "kind <= LARGE_BUSY");
    DIES(span_of_three, "core/layout.h", "span_is_ok(bytes)");
    return 0;
}
