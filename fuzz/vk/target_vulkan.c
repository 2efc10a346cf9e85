/* Property: for every sequence of Vulkan memory and NT handle calls, the driver
 * answers exactly as the proven model, reports exactly the requirements that
 * are violated, and every mapping of a payload shows the same bytes. */
#include <stdlib.h>
#include "run.h"
#include "report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct vkf_run run;
    if (vkf_run(&run, data, size))
        return 0;
    vkf_report(stderr, &run, NULL);
    abort();
}
