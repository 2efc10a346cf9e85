/* The witnesses of determinism of the rules; see rules.c. */
#ifndef HLOCAL_MODEL_WITNESS_RULES_H
#define HLOCAL_MODEL_WITNESS_RULES_H

#include "vk/fd.h"
#include "vk/sync.h"

uint32_t same_vks_create(struct vkr_create c);
uint32_t same_vks_get(struct vkr_get g);
uint32_t same_vks_import(struct vkr_import i);
uint32_t same_vks_get_fd(struct vkr_get_fd g);
uint32_t same_vks_import_fd(struct vkr_import_fd i);
uint32_t same_vks_fd_properties(struct vkr_fd_properties q);

#endif /* HLOCAL_MODEL_WITNESS_RULES_H */
