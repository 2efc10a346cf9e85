/* Which requirement a message is about, and what an answer shows. */
#ifndef HLOCAL_FUZZ_VK_IDS_H
#define HLOCAL_FUZZ_VK_IDS_H

#include "run.h"

/* Requirements that an answer shows without a message. */
#define VKF_SHOWS(X)                                                           \
    X(SEED_VK_1)                                                               \
    X(SEED_VK_4)                                                               \
    X(SEED_VK_5)                                                               \
    X(SEED_VK_6)                                                               \
    X(SEED_VK_8)                                                               \
    X(SEED_VK_9)                                                               \
    X(SEED_VK_13)                                                              \
    X(SEED_VK_14)                                                              \
    X(SEED_VK_16)                                                              \
    X(SEED_VK_17)                                                              \
    X(SEED_VK_18)                                                              \
    X(VK_OWN_2)                                                                \
    X(VK_OWN_3)                                                                \
    X(VK_OWN_4)                                                                \
    X(VK_OWN_6)                                                                \
    X(VK_OWN_7)                                                                \
    X(VK_OWN_8)                                                                \
    X(VK_OWN_9)                                                                \
    X(VK_OWN_10)                                                               \
    X(VK_OWN_11)                                                               \
    X(VK_OWN_12)                                                               \
    X(VK_OWN_13)                                                               \
    X(VK_OWN_14)                                                               \
    X(VK_KMT_1)                                                                \
    X(VK_KMT_2)                                                                \
    X(VK_NT_2)                                                                 \
    X(VK_ANSWER_1)                                                             \
    X(VK_ANSWER_2)                                                             \
    X(VK_DEVICE_1)                                                             \
    X(VK_RESOURCE_1)                                                           \
    X(VK_RESOURCE_2)                                                           \
    X(VK_MAP_1)                                                                \
    X(VK_MAP_2)                                                                \
    X(VK_BIND_1)                                                               \
    X(NT_CLOSE_1)                                                              \
    X(NT_CLOSE_2)                                                              \
    X(NT_CLOSE_3)                                                              \
    X(NT_CLOSE_4)                                                              \
    X(NT_DUP_1)                                                                \
    X(NT_DUP_2)                                                                \
    X(NT_DUP_3)                                                                \
    X(NT_DUP_4)                                                                \
    X(NT_CMP_1)                                                                \
    X(NT_CMP_2)                                                                \
    X(NT_CMP_3)                                                                \
    X(NT_INFO_1)                                                               \
    X(NT_INFO_2)                                                               \
    X(NT_INFO_3)                                                               \
    X(NT_INFO_4)                                                               \
    X(NT_INFO_5)                                                               \
    X(NT_INFO_6)                                                               \
    X(VK_SYNC_1)                                                               \
    X(VK_SYNC_2)                                                               \
    X(VK_SYNC_3)                                                               \
    X(VK_FD_1)                                                                 \
    X(VK_FD_2)

enum vkf_show {
#define X(id) SHOW_##id,
    VKF_SHOWS(X)
#undef X
        SHOW_COUNT
};

/* The requirement that a message is about; VKF_REQ_MAX: none of the model's. */
uint32_t vkf_requirement(const char *message);
const char *vkf_requirement_name(uint32_t requirement);
/* 1 when some input can violate it. */
int vkf_can_show(uint32_t requirement);
/* The names of what the event shows, or of all that can be shown (NULL after
 * the last). */
uint32_t vkf_shown(const struct vkf_event *event, const char **ids,
                   uint32_t max);
const char *vkf_shown_known(uint32_t index);
/* The requirement whose messages look the same: rules that one specification
 * numbers apart and another does not. */
uint32_t vkf_requirement_class(uint32_t requirement);

#endif /* HLOCAL_FUZZ_VK_IDS_H */
