/* Moving one object's block, while other threads go on: compact.c decides which
 * and where to.
 */
#ifndef HLOCAL_IMPL_HANDLE_MOVE_H
#define HLOCAL_IMPL_HANDLE_MOVE_H

#include "../heap/block.h"

/* Move the object of that index from one small block to another of its class,
 * which is the caller's. 0 when the object is not there, is locked, or somebody
 * was quicker; then nothing has changed, and the target may have been written.
 * Thread-safe; the caller holds no stripe. */
int hli_move_block(uint32_t index, const struct block *from,
                   const struct block *to);

#endif /* HLOCAL_IMPL_HANDLE_MOVE_H */
