/* The witnesses of determinism of the rules; see rules.c. */
#ifndef HLOCAL_WITNESS_RULES_H
#define HLOCAL_WITNESS_RULES_H

#include "vk/fd.h"
#include "vk/sync.h"

uint32_t same_vks_create(struct vks_create c);
uint32_t same_vks_get(struct vks_get g);
uint32_t same_vks_import(struct vks_import i);
uint32_t same_vks_get_fd(struct vks_get_fd g);
uint32_t same_vks_import_fd(struct vks_import_fd i);
uint32_t same_vks_fd_properties(struct vks_fd_properties q);

#endif /* HLOCAL_WITNESS_RULES_H */
