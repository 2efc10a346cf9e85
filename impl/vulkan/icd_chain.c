/* pNext chains.
 */
#include "icd_driver.h"

#define CHAIN_MAX 64 /* no structure of the specification has so many */

const void *vk_chain_find(const void *next, VkStructureType type)
{
    const VkBaseInStructure *at = next;

    for (int i = 0; at != NULL && i < CHAIN_MAX; i++, at = at->pNext)
        if (at->sType == type)
            return at;
    return NULL;
}

int vk_chain_check(const void *next)
{
    VkStructureType seen[CHAIN_MAX];
    int count = 0;

    for (const VkBaseInStructure *at = next; at != NULL; at = at->pNext) {
        if (count == CHAIN_MAX)
            return -1;
        for (int i = 0; i < count; i++)
            if (seen[i] == at->sType)
                return -1;
        seen[count++] = at->sType;
    }
    return count;
}
