/* Every VUID of the registry of 1.3.239 that concerns an extension of this
 * driver, or memory itself, has a row in rules.def, or needs an extension that
 * is absent, or is named in registry.def with the reason. The other direction
 * is vuid_table_is_registered.c. */
#include "../vuid.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGISTRY "/usr/share/vulkan/registry/validusage.json"
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

struct row {
    const char *id, *name, *end; /* for `unchecked`, a reason first */
};

static const struct row rows[] = {
#define V(id, name, old, ...) {#id, #name, old},
#define U V
#include "vk/rules.def"
};

#define OURS(name) #name,
static const char *const ours[] = {
#include "vk/registry.def"
};

static const char *const here[] = {
#define OURS(name) #name,
#define HERE(name) #name,
#include "vk/registry.def"
};

static const char *const absent[] = {
#define ABSENT(name) #name,
#include "vk/registry.def"
};

static const struct row twins[] = {
#define TWIN(name, id) {#id, #name, ""},
#include "vk/registry.def"
};

static const struct row unchecked[] = {
#define UNCHECKED(prefix, reason) {reason, #prefix, ""},
#include "vk/registry.def"
};

static bool used_absent[COUNT(absent)], used_twin[COUNT(twins)],
    used_unchecked[COUNT(unchecked)];
static int failed;

static void complain(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    failed = 1;
}

static bool listed(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* Whether the condition at *at holds here: A+B, A,B, !A, (A). Extensions that
 * it names and this driver lacks must be listed as absent. */
static bool holds(const char **at);

static bool term(const char **at)
{
    bool not = **at == '!', value;
    char name[128];

    *at += not ;
    if (**at == '(') {
        ++*at;
        value = holds(at);
        *at += **at == ')';
        return value != not ;
    }
    size_t length = strcspn(*at, "+,()");
    snprintf(name, sizeof name, "%.*s", (int)length, *at);
    *at += length;
    value = strcmp(name, "core") == 0 || listed(here, COUNT(here), name);
    for (size_t i = 0; i < COUNT(absent); i++)
        if (strcmp(absent[i], name) == 0)
            used_absent[i] = true;
    if (!value && !listed(absent, COUNT(absent), name))
        complain(name, "neither here nor absent");
    return value != not ;
}

static bool holds(const char **at)
{
    bool value = term(at);

    while (**at == '+' || **at == ',') {
        bool both = *(*at)++ == '+', next = term(at);
        value = both ? value && next : value || next;
    }
    return value;
}

static bool concerns(const char *entity, const char *condition)
{
    if (strcmp(entity, "vkAllocateMemory") == 0 ||
        strcmp(entity, "VkMemoryAllocateInfo") == 0 ||
        strcmp(entity, "vkFreeMemory") == 0)
        return true;
    for (size_t i = 0; i < COUNT(ours); i++)
        for (const char *at = condition; (at = strstr(at, ours[i])) != NULL;) {
            at += strlen(ours[i]);
            if (*at == '\0' || strchr("+,()", *at) != NULL)
                return true;
        }
    return false;
}

/* "X-y-00123" of X_y_00123, with `end` for its last part if that is not "". */
static const char *dashed(const char *name, const char *end)
{
    static char text[160];
    const char *last = end[0] == '\0' ? NULL : strrchr(name, '_');
    size_t stem = last == NULL ? strlen(name) : (size_t)(last - name) + 1;

    snprintf(text, sizeof text, "%.*s%s", (int)stem, name, end);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '_' ? '-' : *at;
    return text;
}

/* `vuid` without "VUID-". */
static bool is_row(const char *vuid)
{
    bool found = false;

    for (size_t i = 0; i < COUNT(rows); i++)
        found = found || strcmp(vuid, dashed(rows[i].name, rows[i].end)) == 0;
    return found;
}

static bool is_excused(const char *vuid)
{
    bool found = false;

    for (size_t i = 0; i < COUNT(twins); i++)
        if (strcmp(vuid, dashed(twins[i].name, "")) == 0)
            found = used_twin[i] = true;
    for (size_t i = 0; i < COUNT(unchecked); i++) {
        const char *prefix = dashed(unchecked[i].name, "");
        if (strncmp(vuid, prefix, strlen(prefix)) == 0)
            found = used_unchecked[i] = true;
    }
    return found;
}

/* The text between the first two quotation marks. */
static void quoted(const char *line, char out[256])
{
    const char *start = strchr(line, '"');

    out[0] = '\0';
    if (start != NULL)
        snprintf(out, 256, "%.*s", (int)strcspn(start + 1, "\""), start + 1);
}

/* The list is printed with one name a line; entities are indented by four,
 * their conditions by six. */
static void walk(FILE *file)
{
    char line[65536], entity[256] = "", condition[256] = "", vuid[256];
    unsigned count = 0;

    while (fgets(line, sizeof line, file) != NULL) {
        size_t indent = strspn(line, " ");
        if (indent == 4)
            quoted(line, entity);
        else if (indent == 6)
            quoted(line, condition);
        const char *value = strstr(line, "\"vuid\": \"VUID-");
        if (value == NULL || !concerns(entity, condition))
            continue;
        snprintf(vuid, sizeof vuid, "%.*s", (int)strcspn(value + 14, "\""),
                 value + 14);
        const char *at = condition;
        bool applies = holds(&at);
        count++;
        if (applies && !is_row(vuid) && !is_excused(vuid))
            complain(vuid, "has no row, and no reason why");
    }
    if (count < 300)
        complain(REGISTRY, "was not understood");
}

/* Whatever stands in registry.def must be of use. */
static void expect_used(void)
{
    for (size_t i = 0; i < COUNT(absent); i++)
        if (!used_absent[i])
            complain(absent[i], "no rule needs it");
    for (size_t i = 0; i < COUNT(unchecked); i++)
        if (!used_unchecked[i])
            complain(unchecked[i].name, "there is no such rule left");
    for (size_t i = 0; i < COUNT(twins); i++) {
        bool known = false;
        for (size_t k = 0; k < COUNT(rows); k++)
            known = known || strcmp(rows[k].id, twins[i].id) == 0;
        if (!used_twin[i] || !known)
            complain(twins[i].name, "is nobody's twin");
    }
}

int main(void)
{
    FILE *file = fopen(REGISTRY, "r");
    char line[1024];
    bool is_1_3_239 = false;

    for (int i = 0; file != NULL && i < 8; i++)
        if (fgets(line, sizeof line, file) != NULL)
            is_1_3_239 =
                is_1_3_239 || strstr(line, "\"api version\": \"1.3.239\"");
    if (!is_1_3_239) {
        puts("no registry of 1.3.239 here: nothing was compared");
        return 0;
    }
    walk(file);
    fclose(file);
    expect_used();
    return failed;
}
