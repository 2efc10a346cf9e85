/* Names: which thing of a list a selector means, and what people call it. */
#ifndef HLOCAL_FUZZ_VK_NAMES_H
#define HLOCAL_FUZZ_VK_NAMES_H

#include "run.h"

void vkf_names_reset(struct vkf_run *run);

/* The value that a selector chooses from a list, and its name in `text`;
 * `right` is the index that ' ' means. VKF_THING_MAX: no thing of the list. */
uint32_t vkf_choose(const struct vkf_list *list, uint8_t selector,
                    uint32_t right, uint64_t *value);
uint32_t vkf_last_live(const struct vkf_list *list);
/* Add a thing, which must fit. */
struct vkf_thing *vkf_add(struct vkf_list *list, uint64_t value);
/* The latest thing of that value. */
struct vkf_thing *vkf_thing_of(struct vkf_list *list, uint64_t value);
void vkf_name(const struct vkf_list *list, uint32_t index, uint8_t selector,
              char text[24]);
uint32_t vkf_is_live(const struct vkf_list *list, uint32_t index);

#endif /* HLOCAL_FUZZ_VK_NAMES_H */
