/* Who keeps the payload of a semaphore or fence alive: its objects and NT
 * handles do; numbers, and what is imported by one, do not. */
#include "life.h"
#include "vk/sync_type.h"

#include <string.h>

struct vkf_life vkf_life[VKF_LIFE_MAX];
struct vkf_sync vkf_sync[VKF_LIFE_MAX];
struct vkf_held vkf_held[VKF_LIFE_MAX];
static uint32_t lives, syncs, helds;

void vkf_life_reset(void)
{
    lives = syncs = helds = 0;
}

uint32_t vkf_life_room(void)
{
    return lives;
}

uint32_t vkf_sync_room(void)
{
    return syncs;
}

uint32_t vkf_held_room(void)
{
    return helds;
}

uint32_t vkf_life_add(struct vkf_life life)
{
    vkf_life[lives] = life;
    return lives++;
}

uint32_t vkf_sync_add(struct vkf_sync sync)
{
    sync.live = 1;
    vkf_sync[syncs] = sync;
    return syncs++;
}

uint32_t vkf_held_add(uint64_t value, uint32_t life, uint32_t inherit)
{
    vkf_held[helds] = (struct vkf_held){
        .value = value, .open = 1, .life = life, .inherit = inherit};
    vkf_life[life].owners++;
    return helds++;
}

uint32_t vkf_sync_find(uint64_t id)
{
    uint32_t i;
    for (i = 0; i < syncs; i++)
        if (vkf_sync[i].live == 1 && vkf_sync[i].id == id)
            return i;
    return VKF_LIFE_MAX;
}

uint32_t vkf_held_find(uint64_t value)
{
    uint32_t i;
    for (i = 0; i < helds; i++)
        if (vkf_held[i].open == 1 && vkf_held[i].value == value)
            return i;
    return VKF_LIFE_MAX;
}

uint32_t vkf_life_named(uint32_t name)
{
    uint32_t i;
    for (i = 0; name != 0 && i < lives; i++)
        if (vkf_life_is_live(i) && vkf_life[i].name == name)
            return i;
    return VKF_LIFE_MAX;
}

uint32_t vkf_life_numbered(uint32_t kind, uint64_t number)
{
    uint32_t i;
    for (i = 0; number != 0 && i < lives; i++)
        if (vkf_life_is_live(i) && vkf_life[i].kind == kind &&
            vkf_life[i].number == number)
            return i;
    return VKF_LIFE_MAX;
}

int vkf_life_is_live(uint32_t life)
{
    return vkf_life[life].owners > 0;
}

struct vkf_use *vkf_sync_current(struct vkf_sync *sync)
{
    return sync->replaced == 1 ? &sync->temporary : &sync->permanent;
}

static void give_up(const struct vkf_use *use)
{
    vkf_life[use->life].owners -= use->owns;
}

void vkf_sync_replace(struct vkf_sync *sync, int temporary, struct vkf_use by)
{
    vkf_life[by.life].owners += by.owns;
    vkf_sync_restore(sync);
    if (temporary) {
        sync->temporary = by;
        sync->replaced = 1;
        return;
    }
    give_up(&sync->permanent);
    sync->permanent = by;
}

void vkf_sync_restore(struct vkf_sync *sync)
{
    if (sync->replaced == 1)
        give_up(&sync->temporary);
    sync->replaced = 0;
}

void vkf_sync_drop(struct vkf_sync *sync)
{
    vkf_sync_restore(sync);
    give_up(&sync->permanent);
    sync->live = 0;
}

void vkf_held_drop(struct vkf_held *held)
{
    held->open = 0;
    vkf_life[held->life].owners--;
}
