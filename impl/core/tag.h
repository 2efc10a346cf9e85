/* The value of a movable handle: an index into the handle table, the
 * generation of that index, and a tag.
 *
 *   value = 8 + 16 * index + 2^32 * generation + 2^56 * 0x48
 *
 * It is 8 modulo 16, so it never equals a block's address (REP_3), and its
 * top byte makes it non-canonical, so on 64-bit machines it never equals any
 * address at all. The arithmetic is division and multiplication by powers of
 * two because that is what WP proves; the compiler emits shifts and masks.
 */
#ifndef HLOCAL_TAG_H
#define HLOCAL_TAG_H

#include <stdint.h>

#define TAG_LOW 8ul
#define TAG_INDEX 16ul
#define TAG_GENERATION 0x100000000ul
#define TAG_TOP 0x100000000000000ul
#define TAG_MARK 0x48ul

#define TAG_INDEX_COUNT 0x10000000ul
#define TAG_GENERATION_COUNT 0x1000000ul

/*@ predicate tag_ok(integer v) = v % 16 == 8 && v / TAG_TOP == TAG_MARK;
    logic integer tag_index_of(integer v) = (v / TAG_INDEX) % TAG_INDEX_COUNT;
    logic integer tag_generation_of(integer v) =
        (v / TAG_GENERATION) % TAG_GENERATION_COUNT;
*/

/* The handle value of `index` in its `generation`. */
/*@ requires range: index < TAG_INDEX_COUNT
                    && generation < TAG_GENERATION_COUNT;
    terminates      \true;
    exits           \false;
    assigns         \nothing;
    ensures  tagged:     tag_ok(\result);
    ensures  index:      tag_index_of(\result) == index;
    ensures  generation: tag_generation_of(\result) == generation;
*/
static inline uint64_t tag_make(uint64_t index, uint64_t generation)
{
    return TAG_LOW + index * TAG_INDEX + generation * TAG_GENERATION +
           TAG_MARK * TAG_TOP;
}

/* Whether `value` is shaped like a movable handle; it may still be stale. */
/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures tagged: \result != 0 <==> tag_ok(value);
*/
static inline int tag_is(uint64_t value)
{
    return value % TAG_INDEX == TAG_LOW && value / TAG_TOP == TAG_MARK;
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures index: \result == tag_index_of(value);
    ensures range: \result < TAG_INDEX_COUNT;
*/
static inline uint64_t tag_index(uint64_t value)
{
    return value / TAG_INDEX % TAG_INDEX_COUNT;
}

/*@ terminates    \true;
    exits         \false;
    assigns       \nothing;
    ensures generation: \result == tag_generation_of(value);
    ensures range:      \result < TAG_GENERATION_COUNT;
*/
static inline uint64_t tag_generation(uint64_t value)
{
    return value / TAG_GENERATION % TAG_GENERATION_COUNT;
}

#endif /* HLOCAL_TAG_H */
