/* Contents of payloads, as every mapping must show them. */
#ifndef HLOCAL_FUZZ_VK_BYTES_H
#define HLOCAL_FUZZ_VK_BYTES_H

#include "run.h"

void vkf_bytes_born(struct vkf_run *run, uint32_t payload);
void vkf_bytes_write(struct vkf_run *run, struct vkf_thing *memory,
                     uint64_t offset, uint64_t count, uint8_t seed);
/* Every mapping whose payload lives. */
int vkf_bytes_check(struct vkf_run *run);

#endif /* HLOCAL_FUZZ_VK_BYTES_H */
