/* The set of requirements that a call of an extension violated. */
#include "vk/rules.h"

uint32_t vks_bad[REQ_VKS_MAX];

void vks_hush(void)
{
    uint32_t i;
    /*@ loop invariant index: 0 <= i <= REQ_VKS_MAX;
        loop invariant before: \forall integer k; 0 <= k < i ==>
          vks_bad[k] == 0;
        loop assigns i, vks_bad[0 .. REQ_VKS_MAX - 1];
        loop variant REQ_VKS_MAX - i;
    */
    for (i = 0; i < REQ_VKS_MAX; i++)
        vks_bad[i] = 0;
}
