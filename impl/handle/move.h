/* Moving one object's block, while other threads go on. compact.c decides which
 * block moves where.
 */
#ifndef HLOCAL_IMPL_HANDLE_MOVE_H
#define HLOCAL_IMPL_HANDLE_MOVE_H

#include "../heap/block.h"

/* Move the object of that index from one small block to another block of the
 * same class, which the caller owns. 0 if the object is not in `from`, is
 * locked, or was changed by another thread meanwhile; then the object is
 * unchanged, and the bytes of `to` are arbitrary. Thread-safe; the caller
 * holds no stripe. */
int hli_move_block(uint32_t index, const struct block *from,
                   const struct block *to);

#endif /* HLOCAL_IMPL_HANDLE_MOVE_H */
