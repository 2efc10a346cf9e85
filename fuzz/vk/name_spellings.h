/* Names of exported objects, and the spellings that mean the same one. */
#ifndef HLOCAL_FUZZ_VK_NAME_SPELLINGS_H
#define HLOCAL_FUZZ_VK_NAME_SPELLINGS_H

#include "run.h"

/* The name that an op chooses, NULL for none, and its number: spellings of one
 * name have one number. */
LPCWSTR vkf_name_text(uint32_t choice);
uint32_t vkf_name_number(uint32_t choice);

#endif /* HLOCAL_FUZZ_VK_NAME_SPELLINGS_H */
