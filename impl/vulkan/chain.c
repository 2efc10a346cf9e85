/* pNext chains.
 */
#include "driver.h"

const void *vk_chain_find(const void *next, VkStructureType type)
{
    const VkBaseInStructure *at = next, *behind = next;
    bool move = false;

    for (; at != NULL; at = at->pNext) {
        if (at->sType == type)
            return at;
        /* At half the pace: in a circle the one meets the other. */
        if (move)
            behind = behind->pNext;
        move = !move;
        if (at->pNext == behind)
            return NULL;
    }
    return NULL;
}

/* Each is compared with those before it, by their number: a chain that runs
 * into a circle ends at the second visit, whose type has been there. */
int vk_chain_check(const void *next)
{
    int count = 0;

    for (const VkBaseInStructure *at = next; at != NULL; at = at->pNext) {
        const VkBaseInStructure *earlier = next;
        for (int i = 0; i < count; i++, earlier = earlier->pNext)
            if (earlier->sType == at->sType)
                return -1;
        count++;
    }
    return count;
}
