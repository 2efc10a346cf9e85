/* The set of requirements that a call of an extension violated. */
#include "vk/rules.h"

uint32_t vkr_bad[REQ_VKR_MAX];

void vkr_clear_reports(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= REQ_VKR_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vkr_bad[k] == 0;
        loop assigns i, vkr_bad[0 .. REQ_VKR_MAX - 1];
        loop variant REQ_VKR_MAX - i;
    */
    for (i = 0; i < REQ_VKR_MAX; i++)
        vkr_bad[i] = 0;
}
