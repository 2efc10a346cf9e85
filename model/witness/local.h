/* The witnesses of determinism of the model; see local.c. */
#ifndef HLOCAL_MODEL_WITNESS_LOCAL_H
#define HLOCAL_MODEL_WITNESS_LOCAL_H

#include <stdint.h>

uint32_t same_alloc(uint32_t global, uint32_t flags, uint64_t size,
                    uint32_t fault_armed, uint32_t fault, uint64_t value,
                    uint64_t addr, uint32_t at);
uint32_t same_realloc(uint32_t global, uint64_t v, uint32_t kind, uint32_t at,
                      uint64_t size, uint32_t flags, uint32_t fault_armed,
                      uint32_t fault, uint64_t value, uint64_t addr);
uint32_t same_free(uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_lock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_unlock(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_handle(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_size(uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_flags(uint32_t global, uint64_t v, uint32_t kind, uint32_t at);
uint32_t same_move(uint32_t at, uint64_t addr);
uint32_t same_fill(uint32_t at, uint32_t from, uint32_t to, uint32_t seed);
uint32_t same_set_limit(uint32_t limit);
uint32_t same_set_policy(int32_t policy);

#endif /* HLOCAL_MODEL_WITNESS_LOCAL_H */
