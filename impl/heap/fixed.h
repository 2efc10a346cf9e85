/* Fixed objects: known by their address alone. All calls are thread-safe and
 * take any address; of two threads that free one object, one succeeds. The
 * calls in full are here; fixed_fast_path.h has the ways that almost all take.
 */
#ifndef HLOCAL_IMPL_HEAP_FIXED_H
#define HLOCAL_IMPL_HEAP_FIXED_H

#include <stdint.h>

#include "block.h"

/* A new object's address, or 0 when memory is short. */
uintptr_t hli_fixed_new(uint64_t size, int zero);

/* Free the object at `address`; 0 when none begins there. */
int hli_fixed_free(uintptr_t address);

/* Whether an object begins at `address`, and its size. */
int hli_fixed_find(uintptr_t address, uint64_t *size);

/* An object that one thread has for itself. Others still see it, at its old
 * size, and wait if they want to change it. */
struct fixed_claim {
    uintptr_t address;
    struct block block;
    uint64_t size;
};

/* Claim the object at `address`; 0 if no object begins there. End the claim
 * with exactly one of the other calls: hli_fixed_keep leaves the object
 * where it is, with `size` bytes; hli_fixed_end ends the object. */
int hli_fixed_claim(uintptr_t address, struct fixed_claim *claim);
void hli_fixed_keep(const struct fixed_claim *claim, uint64_t size);
void hli_fixed_end(const struct fixed_claim *claim);

/* FIXED_DONE, or why not; then the object is as it was. */
#define FIXED_DONE 0
#define FIXED_NO_OBJECT 1
#define FIXED_NO_MEMORY 2

/* Resize; `windows` is the in-place policy. `*moved` is the address. */
int hli_fixed_resize(uintptr_t address, uint64_t size, int may_move, int zero,
                     int windows, uintptr_t *moved);

#endif /* HLOCAL_IMPL_HEAP_FIXED_H */
