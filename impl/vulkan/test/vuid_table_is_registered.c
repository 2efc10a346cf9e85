/* Every VUID of the table, as 1.3.239 or as 1.4.360 numbers it, stands in the
 * list of the registry that is installed; no two rows are the same, and every
 * sentence is one. */
#include "../vuid.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define V(id, name, old, new, strict, cts, driver, sentence)                   \
    {#name, old, new, {0}, sentence},
#define U(id, name, old, new, reason) {#name, old, new, {0}, reason},
static const struct vuid_info rows[] = {
#include "vk/rules.def"
};
#define ROWS (sizeof rows / sizeof rows[0])

static char *registry(void)
{
    FILE *file = fopen("/usr/share/vulkan/registry/validusage.json", "rb");

    if (file == NULL)
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size)
        exit(1);
    fclose(file);
    return text;
}

static bool registered(const char *text, size_t row, const char *end)
{
    char id[160];
    const char *name = rows[row].name, *last = strrchr(name, '_');

    if (strchr(end, '-') != NULL) /* two parts */
        while (*--last != '_')
            ;
    snprintf(id, sizeof id, "\"VUID-%.*s-%s\"", (int)(last - name), name, end);
    for (char *at = id; *at != '\0'; at++)
        *at = *at == '_' ? '-' : *at;
    return strstr(text, id) != NULL;
}

int main(void)
{
    char *text = registry();
    int failed = 0;

    for (size_t i = 0; i < ROWS; i++) {
        size_t length = strlen(rows[i].sentence);
        bool own = strncmp(rows[i].name, "HLOCAL_", 7) == 0;
        if (!own && text != NULL && !registered(text, i, rows[i].old_end) &&
            !registered(text, i, rows[i].new_end)) {
            fprintf(stderr, "%s is not in the registry\n", rows[i].name);
            failed = 1;
        }
        if (length < 10 || rows[i].sentence[length - 1] == '.') {
            fprintf(stderr, "%s has no good sentence\n", rows[i].name);
            failed = 1;
        }
        for (size_t k = 0; k < i; k++)
            if (strcmp(rows[i].name, rows[k].name) == 0) {
                fprintf(stderr, "%s stands twice\n", rows[i].name);
                failed = 1;
            }
    }
    if (text == NULL)
        puts("no registry here: names were not compared");
    free(text);
    return failed;
}
