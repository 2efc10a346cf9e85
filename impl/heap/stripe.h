/* Sixty-four mutexes, by object: whoever resizes, discards, converts or moves
 * an object holds its stripe (RANK_STRIPE), so that at most one of them works
 * on it.
 *
 * An object is busy only while its stripe is held; so waiting for the stripe
 * is waiting for the object.
 */
#ifndef HLOCAL_IMPL_HEAP_STRIPE_H
#define HLOCAL_IMPL_HEAP_STRIPE_H

#include <stdint.h>

void hli_stripe_lock(uint64_t key);
void hli_stripe_unlock(uint64_t key);

/* Wait until whoever holds the stripe is done. */
void hli_stripe_wait(uint64_t key);

#endif /* HLOCAL_IMPL_HEAP_STRIPE_H */
