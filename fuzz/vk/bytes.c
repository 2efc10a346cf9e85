/* Contents: what each payload holds, and what each mapping shows. */
#include "bytes.h"
#include "judge.h"

#include <string.h>

void vkf_bytes_born(struct vkf_run *run, uint32_t payload)
{
    memset(run->shadow[payload], 0, VKF_BYTES_MAX);
}

void vkf_bytes_write(struct vkf_run *run, struct vkf_thing *memory,
                     uint64_t offset, uint64_t count, uint8_t seed)
{
    uint32_t at = vkm_find_memory(memory->value);
    uint8_t *shadow = run->shadow[vkm_memory[at].payload];
    uint64_t i;
    for (i = 0; i < count; i++) {
        memory->base[offset + i] = (uint8_t)(seed + i * 7u);
        shadow[offset + i] = (uint8_t)(seed + i * 7u);
    }
}

int vkf_bytes_check(struct vkf_run *run)
{
    uint32_t i;
    for (i = 0; i < run->memory.count; i++) {
        struct vkf_thing *thing = &run->memory.thing[i];
        uint32_t at;
        uint64_t k;
        if (thing->base == NULL)
            continue;
        at = vkm_find_memory(thing->value);
        if (at >= VKM_MEMORY_MAX || vkm_memory[at].mapped != 1 ||
            vkm_memory[at].payload >= VKM_PAYLOAD_MAX)
            continue;
        const uint8_t *shadow = run->shadow[vkm_memory[at].payload];
        uint64_t count = thing->to - thing->from;
        if (memcmp(thing->base + thing->from, shadow + thing->from, count) == 0)
            continue;
        for (k = thing->from; thing->base[k] == shadow[k]; k++)
            continue;
        return vkf_differ(run, VKF_CONTENT,
                          "memory %u, byte %u: expected %u, actual %u", i,
                          (unsigned)k, shadow[k], thing->base[k]);
    }
    return 1;
}
