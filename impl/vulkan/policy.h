/* What the environment asks for. Read when an instance is created and none
 * lives; constant meanwhile. README.md documents the variables.
 */
#ifndef HLOCAL_IMPL_VULKAN_POLICY_H
#define HLOCAL_IMPL_VULKAN_POLICY_H

#include "entry.h"
#include "vuid.h"

enum vk_reexport {
    REEXPORT_PROFILE,
    REEXPORT_FAIL,
    REEXPORT_NEW,
    REEXPORT_SAME
};

#define VK_FAULT_MAX 16

/* The `call`-th call of `entry` returns `result`; with `onward` all later
 * ones too. With ENTRY_COUNT it is the call-th vk_new that returns NULL. */
struct vk_fault {
    enum vk_entry entry;
    uint64_t call;
    uint64_t seen; /* calls so far */
    bool onward;
    bool struck;
    VkResult result;
};

struct vk_policy {
    enum vk_profile profile;   /* HLOCAL_VK_PROFILE=strict|cts|driver */
    enum vk_reexport reexport; /* HLOCAL_VK_REEXPORT=fail|new|same */
    bool kmt_collides;         /* HLOCAL_VK_KMT=collide */
    uint32_t device_count;     /* HLOCAL_VK_DEVICES=1|2 */
    uint32_t driver_number;    /* HLOCAL_VK_DRIVER=0|1: the driverUUID */
    bool log_stderr;           /* HLOCAL_VK_LOG=stderr|off */
    unsigned fault_count;      /* HLOCAL_VK_FAULT=name:k=RESULT,... */
    struct vk_fault fault[VK_FAULT_MAX];
};

extern struct vk_policy vk_policy;

void vk_policy_read(void);

/* Replace the faults by those of HLOCAL_VK_FAULT's text, which may be NULL.
 * Told on stderr: what is malformed, and which of the replaced ones had never
 * struck. Those left are asked at the process's end. */
void vk_faults_read(const char *text);
/* Drop the faults in a forked child: they are its parent's to tell. */
void vk_faults_forget(void);

/* Count a call; the result to inject, or VK_SUCCESS. Locked. */
VkResult vk_policy_fault(enum vk_entry entry);

/* calloc for everything that the driver keeps, so that HLOCAL_VK_FAULT can
 * refuse any of it; NULL when memory is short. Give it back with free.
 * Locked. */
void *vk_new(size_t count, size_t size);

#endif /* HLOCAL_IMPL_VULKAN_POLICY_H */
