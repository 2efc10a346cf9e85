/* Little address space, for tests that run under the checkers too: those need
 * terabytes for themselves, which ulimit -v would deny them. */
#ifndef HLOCAL_IMPL_TEST_ADDRESS_SPACE_H
#define HLOCAL_IMPL_TEST_ADDRESS_SPACE_H

#include <sys/mman.h>

#include "check.h"

#define PIECE_LEAST 0x2000000ul /* 2^25 bytes; smaller pieces stay free */

static inline void *reserve_piece(size_t bytes)
{
    return mmap(NULL, bytes, PROT_NONE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

/* Reserve all address space but one piece of `bytes` bytes, a multiple of the
 * page, and pieces below PIECE_LEAST. Call it before the library's first call;
 * the process cannot get the rest back. */
static inline void leave_address_space(size_t bytes)
{
    void *left = reserve_piece(bytes);

    CHECK(left != MAP_FAILED);
    for (size_t piece = 1ul << 47; piece >= PIECE_LEAST; piece /= 2)
        while (reserve_piece(piece) != MAP_FAILED)
            ;
    CHECK(munmap(left, bytes) == 0);
}

#endif /* HLOCAL_IMPL_TEST_ADDRESS_SPACE_H */
