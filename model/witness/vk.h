/* The witnesses of determinism of the Vulkan model; see vk.c. */
#ifndef HLOCAL_MODEL_WITNESS_VK_H
#define HLOCAL_MODEL_WITNESS_VK_H

#include "vk/step.h"

uint32_t same_create_device(uint64_t id, uint32_t at, uint32_t slot,
                            uint32_t gpu, uint32_t fault_armed, int32_t fault);
uint32_t same_destroy_device(uint32_t d);
uint32_t same_create_resource(struct vkm_create r);
uint32_t same_destroy_resource(uint32_t r);
uint32_t same_free(uint32_t device, uint32_t null, uint32_t m);
uint32_t same_get(struct vkm_get g);
uint32_t same_properties(struct vkm_props q);
uint32_t same_map(struct vkm_map q);
uint32_t same_unmap(uint32_t d, uint32_t m);
uint32_t same_bind(struct vkm_bind b);
uint32_t same_close(uint64_t value, uint32_t at);
uint32_t same_duplicate(struct vkm_dup d);
uint32_t same_set_flags(uint32_t at, uint32_t mask, uint32_t flags);
uint32_t same_compare(uint32_t a, uint32_t b);
uint32_t same_get_flags(uint64_t value, uint32_t at);

#endif /* HLOCAL_MODEL_WITNESS_VK_H */
