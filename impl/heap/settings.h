/* What hl_set_... and the environment choose. */
#ifndef HLOCAL_IMPL_HEAP_SETTINGS_H
#define HLOCAL_IMPL_HEAP_SETTINGS_H

#include <stdint.h>

#define MOVABLE_LIMIT_DEFAULT 0x10000u

/* The movable limit to begin with: HLOCAL_MOVABLE_LIMIT, if it is a number
 * in range, else Windows' 65,536. */
uint32_t hli_settings_movable_limit(void);

/* HLOCAL_COMPACT: microseconds of one slice of compaction, which some of the
 * calls do that go beyond their thread's cache; 0, the default, for none. */
uint32_t hli_settings_slice(void);

/* HL_INPLACE_CAPACITY or HL_INPLACE_WINDOWS; the latter call takes one of
 * them. */
int hli_settings_inplace(void);
void hli_settings_inplace_set(int policy);

#endif /* HLOCAL_IMPL_HEAP_SETTINGS_H */
