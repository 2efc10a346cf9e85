/* The harness' records of semaphores and fences. The model has the rules of one
 * call (vk/rules.h); these tables have the rest: which objects and handles keep
 * a payload alive, and what a handle, a number or a name resolves to. No slot
 * is used twice in one input.
 */
#ifndef HLOCAL_FUZZ_VK_LIFE_H
#define HLOCAL_FUZZ_VK_LIFE_H

#include <stdint.h>

#define VKF_LIFE_MAX 128u /* as VKF_THING_MAX; also the index of nothing */

/* What a semaphore or fence waits on. */
struct vkf_life {
    uint64_t value;  /* 0, 1, or a timeline's */
    uint64_t number; /* its KMT number; 0: none yet */
    uint32_t owners; /* dead when there are none: objects and NT handles */
    uint32_t kind;   /* VKR_SEMAPHORE, VKR_FENCE */
    uint32_t timeline;
    uint32_t flags; /* of the creation */
    uint32_t gpu;
    uint32_t name; /* number of its name; 0: unnamed */
};

struct vkf_use {
    uint32_t life;
    uint32_t owns; /* 0: imported by its number */
};

/* A VkSemaphore or VkFence. */
struct vkf_sync {
    uint64_t id;
    uint64_t device;
    uint64_t last; /* the NT handle exported last */
    uint32_t live;
    uint32_t kind;
    uint32_t timeline;
    uint32_t flags;
    uint32_t can;     /* handle types it may be exported as */
    uint32_t done_nt; /* was exported as NT handle */
    uint32_t inherit;
    uint32_t replaced; /* temporarily */
    struct vkf_use permanent, temporary;
};

/* An NT handle to a payload. */
struct vkf_held {
    uint64_t value;
    uint32_t open;
    uint32_t life;
    uint32_t inherit;
    uint32_t protect;
};

extern struct vkf_life vkf_life[VKF_LIFE_MAX];
extern struct vkf_sync vkf_sync[VKF_LIFE_MAX];
extern struct vkf_held vkf_held[VKF_LIFE_MAX];

void vkf_life_reset(void);

/* Slots never used in this input; VKF_LIFE_MAX: none is left. */
uint32_t vkf_life_room(void);
uint32_t vkf_sync_room(void);
uint32_t vkf_held_room(void);

/* Take a slot that must be there; the index of the new one. */
uint32_t vkf_life_add(struct vkf_life life);
uint32_t vkf_sync_add(struct vkf_sync sync);
uint32_t vkf_held_add(uint64_t value, uint32_t life, uint32_t inherit);

/* What an identifier means now, or VKF_LIFE_MAX. */
uint32_t vkf_sync_find(uint64_t id);
uint32_t vkf_held_find(uint64_t value);
uint32_t vkf_life_named(uint32_t name);
uint32_t vkf_life_numbered(uint32_t kind, uint64_t number);

int vkf_life_is_live(uint32_t life);
/* The payload in use: the temporary one, if there is one. */
struct vkf_use *vkf_sync_current(struct vkf_sync *sync);

/* Replace the payload of a semaphore or fence. */
void vkf_sync_replace(struct vkf_sync *sync, int temporary, struct vkf_use by);
/* Drop the temporary payload, if there is one. */
void vkf_sync_restore(struct vkf_sync *sync);
void vkf_sync_drop(struct vkf_sync *sync);
void vkf_held_drop(struct vkf_held *held);

#endif /* HLOCAL_FUZZ_VK_LIFE_H */
