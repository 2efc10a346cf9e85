/* The memory handle types that are POSIX file descriptors. */
#ifndef HLOCAL_SPECS_VK_FD_TYPE_H
#define HLOCAL_SPECS_VK_FD_TYPE_H

#include "vk/state.h"
#include "vk/check.h"
#include "vk/rules.h"

/*@ // Whether a set of types has one: an opaque fd or a dma_buf.
    predicate vkr_types_fd(integer types) =
      types % 2 == 1 || types / 0x200 % 2 == 1;
*/

/* 1 for sets of types that have one whose handles are file descriptors. */
/*@ DECIDES(vkr_types_fd(types)) */
uint32_t vkr_have_fd(uint32_t types);

#endif /* HLOCAL_SPECS_VK_FD_TYPE_H */
