/* The set of requirements found violated. */
#include "vk/require.h"

uint32_t vkm_bad[REQ_MAX];

void vkm_clear_reports(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= REQ_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkm_bad[k] == 0;
        loop assigns i, vkm_bad[0 .. REQ_MAX - 1];
        loop variant REQ_MAX - i;
    */
    for (i = 0; i < REQ_MAX; i++)
        vkm_bad[i] = 0;
}
