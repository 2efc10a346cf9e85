/* For unit tests: what the system says of this process's mappings. */
#ifndef HLOCAL_IMPL_TEST_MAPS_H
#define HLOCAL_IMPL_TEST_MAPS_H

#include <inttypes.h>

#include "check.h"

/* The mappings there are. */
static inline unsigned long maps_count(void)
{
    static char text[0x10000];
    FILE *maps = fopen("/proc/self/maps", "r");
    unsigned long lines = 0;
    size_t got;

    CHECK(maps != NULL);
    while ((got = fread(text, 1, sizeof text, maps)) != 0)
        for (size_t i = 0; i < got; i++)
            lines += text[i] == '\n';
    (void)fclose(maps);
    return lines;
}

/* The rights of the mapping that holds an address, as "rw-p"; "" when none
 * does. */
static inline const char *maps_rights(const void *address)
{
    static char rights[8];
    char line[512];
    FILE *maps = fopen("/proc/self/maps", "r");
    uintptr_t from, to;

    CHECK(maps != NULL);
    rights[0] = '\0';
    while (fgets(line, sizeof line, maps) != NULL) {
        CHECK(sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %4s", &from, &to,
                     rights) == 3);
        if (from <= (uintptr_t)address && (uintptr_t)address < to)
            break;
        rights[0] = '\0';
    }
    (void)fclose(maps);
    return rights;
}

#endif /* HLOCAL_IMPL_TEST_MAPS_H */
