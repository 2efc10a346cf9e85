/* What the two ways into the driver share. */
#ifndef HLOCAL_FUZZ_VK_OPEN_H
#define HLOCAL_FUZZ_VK_OPEN_H

#include "driver.h"

/* Fill vkf_driver in, all entry points by this function. */
void vkf_open_with(PFN_vkGetInstanceProcAddr find);

#endif /* HLOCAL_FUZZ_VK_OPEN_H */
