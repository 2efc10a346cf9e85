/* The tables of the Vulkan model, all empty at the start. */
#include "vk/state.h"

struct vkm_device vkm_device[VKM_DEVICE_MAX];
struct vkm_payload vkm_payload[VKM_PAYLOAD_MAX];
struct vkm_memory vkm_memory[VKM_MEMORY_MAX];
struct vkm_handle vkm_handle[VKM_HANDLE_MAX];
struct vkm_resource vkm_resource[VKM_RESOURCE_MAX];
struct vkm_type vkm_type[VKM_TYPE_MAX];
struct vkm_rules vkm_rules;
