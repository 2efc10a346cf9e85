/* The plain stores by which a thread lets go of a word that is its own: of a
 * new object, or of one that it made busy; see claim.h. What lies beside the
 * word, location and bytes, is written before.
 */
#ifndef HLOCAL_IMPL_CORE_PUBLISH_H
#define HLOCAL_IMPL_CORE_PUBLISH_H

#include "claim.h"
#include "life.h"
#include "word_update.h"

/* Bring an object with a finished block to life; returns its generation. */
/*@ requires valid: \valid(p) && word_ok(*p)
                    && \separated(p, &word_before, &word_commits);
    requires dead:  W_LIVE(*p) == 0;
    requires fresh: W_GENERATION(*p) < WORD_RETIRED;
    requires range: discardable <= 1 && ddeshare <= 1 && class < 64
                    && size < 0x10000;
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_rely(\old(*p), *p);
    ensures done:    claim_once{Pre, Post}(\old(*p))
                     && claim_live(*p, \result);
    ensures refines: hlm_tr_born(W_TUPLE(\old(*p)), W_TUPLE(*p), discardable,
                                ddeshare, 0);
    ensures block:   W_CLASS(*p) == class && W_SIZE(*p) == size;
    ensures same:    \result == W_GENERATION(\old(*p));
    ensures move:    W_MOVE(*p) == WORD_STABLE;
*/
static inline uint64_t publish_born(handle_word *p, uint64_t discardable,
                                    uint64_t ddeshare, uint64_t class,
                                    uint64_t size)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)) &&
               W_LIVE(word_load_owned(p)) == 0);
    HL_REQUIRE(W_GENERATION(word_load_owned(p)) < WORD_RETIRED);
    HL_REQUIRE(discardable <= 1 && ddeshare <= 1);
    HL_REQUIRE(class < 64 && size < 0x10000);
    uint64_t w = word_load_owned(p);

    word_store(p, word_born(w, discardable, ddeshare, class, size));
    return W_GENERATION(w);
}

/* The same without a block. */
/*@ requires valid: \valid(p) && word_ok(*p)
                    && \separated(p, &word_before, &word_commits);
    requires dead:  W_LIVE(*p) == 0;
    requires fresh: W_GENERATION(*p) < WORD_RETIRED;
    requires range: discardable <= 1 && ddeshare <= 1;
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_rely(\old(*p), *p);
    ensures done:    claim_once{Pre, Post}(\old(*p))
                     && claim_live(*p, \result);
    ensures refines: hlm_tr_born(W_TUPLE(\old(*p)), W_TUPLE(*p), discardable,
                                ddeshare, 1);
    ensures same:    \result == W_GENERATION(\old(*p));
    ensures move:    W_MOVE(*p) == WORD_STABLE;
*/
static inline uint64_t publish_discarded(handle_word *p, uint64_t discardable,
                                         uint64_t ddeshare)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)) &&
               W_LIVE(word_load_owned(p)) == 0);
    HL_REQUIRE(W_GENERATION(word_load_owned(p)) < WORD_RETIRED);
    HL_REQUIRE(discardable <= 1 && ddeshare <= 1);
    uint64_t w = word_load_owned(p);

    word_store(p, word_born_discarded(w, discardable, ddeshare));
    return W_GENERATION(w);
}

/* A busy object has a block of `size` bytes in `class` from now on. */
/*@ requires valid: \valid(p) && word_ok(*p)
                    && \separated(p, &word_before, &word_commits);
    requires owned: W_LIVE(*p) == 1 && W_MOVE(*p) == WORD_BUSY;
    requires range: class < 64 && size < 0x10000;
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_rely(\old(*p), *p);
    ensures done:    claim_once{Pre, Post}(\old(*p));
    ensures refines: hlm_tr_place(W_TUPLE(\old(*p)), W_TUPLE(*p));
    ensures block:   W_CLASS(*p) == class && W_SIZE(*p) == size;
    ensures same:    W_GENERATION(*p) == W_GENERATION(\old(*p));
    ensures move:    W_MOVE(*p) == WORD_STABLE;
*/
static inline void publish_place(handle_word *p, uint64_t class, uint64_t size)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)));
    HL_REQUIRE(W_LIVE(word_load_owned(p)) == 1 &&
               W_MOVE(word_load_owned(p)) == WORD_BUSY);
    HL_REQUIRE(class < 64 && size < 0x10000);
    word_store(p, word_place(word_load_owned(p), class, size));
}

/* A busy object is for all again, what its word says unchanged. */
/*@ requires valid: \valid(p) && word_ok(*p)
                    && \separated(p, &word_before, &word_commits);
    requires owned: W_LIVE(*p) == 1 && W_MOVE(*p) == WORD_BUSY;
    requires count: 0 <= word_commits < 1000000;
    terminates      \true;
    exits           \false;
    assigns         *p, word_before, word_commits;
    ensures ok:      word_ok(*p) && word_rely(\old(*p), *p);
    ensures done:    claim_once{Pre, Post}(\old(*p));
    ensures refines: hlm_tr_same(W_TUPLE(\old(*p)), W_TUPLE(*p));
    ensures block:   word_same_block(\old(*p), *p);
    ensures move:    W_MOVE(*p) == WORD_STABLE;
*/
static inline void publish_settled(handle_word *p)
{
    HL_REQUIRE(word_is_ok(word_load_owned(p)));
    HL_REQUIRE(W_LIVE(word_load_owned(p)) == 1 &&
               W_MOVE(word_load_owned(p)) == WORD_BUSY);
    word_store(p, word_settle(word_load_owned(p)));
}

#endif /* HLOCAL_IMPL_CORE_PUBLISH_H */
