/* The memory handle types that are POSIX file descriptors. */
#include "vk/fd_type.h"

uint32_t vkr_have_fd(uint32_t types)
{
    return types % 2u == 1 || types / 0x200u % 2u == 1;
}
