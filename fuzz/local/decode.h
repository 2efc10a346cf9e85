/* Bytes to ops. Eight bytes are one op, and every eight bytes are: there is no
 * invalid input. Printable lines come out as they read:
 *
 *   column 0  call     a letter of call.c
 *   column 1  object   0..9 A..Z: the object made first, second, ...
 *   column 2  shape    ' ' its handle; others in shape_letters of decode.c
 *   column 3  flags    a letter of flag_letters
 *   column 4  size     three digits; or a letter and two more columns:
 *          5             eXs  edge X of a size class     } s is the nudge:
 *          6             bXs  a big size, bQ bH bM the   } '-' one less,
 *                        biggest; hX  one nobody has     } '+' one more,
 *                        =Ns the object's size + 16 N    } anything else
 *                        *Ns  size * N    /Ns  size / N  } exactly
 *   column 7  memory   newline; '1'..'9' the k-th request for memory during
 *                      this call fails, and all later ones
 */
#ifndef HLOCAL_FUZZ_LOCAL_DECODE_H
#define HLOCAL_FUZZ_LOCAL_DECODE_H

#include <stddef.h>
#include "op.h"

#define HLF_OP_BYTES 8u

/* Decode one op from exactly HLF_OP_BYTES bytes. */
void hlf_decode(const uint8_t *bytes, struct hlf_op *op);

/* A letter that means something in column 0, 2 or 3; any index will do. */
char hlf_decode_letter(uint32_t column, uint32_t index);

/* Ops in an input of `size` bytes: whole lines only, at most HLF_OPS_MAX. */
uint32_t hlf_decode_count(size_t size);

/* The size columns alone: bytes 4..6 of a line. */
void hlf_decode_size(const uint8_t *bytes, struct hlf_op *op);

#endif /* HLOCAL_FUZZ_LOCAL_DECODE_H */
