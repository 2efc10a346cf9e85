#define _GNU_SOURCE
#include "environment.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "say.h"
#include "sync.h"

#define PREFIX "HLOCAL_"

static const struct variable {
    const char *name;
    const char *words;
    uint32_t most;
} variables[] = {
#define V(name, words, most) {#name, words, most},
#include "environment.def"
#undef V
};

static const struct variable *variable_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        if (strlen(variables[i].name) == length &&
            memcmp(variables[i].name, name, length) == 0)
            return &variables[i];
    return NULL;
}

static bool is_word(const char *words, const char *value)
{
    size_t length = strlen(value);

    for (;;) {
        size_t word = strcspn(words, "|");
        if (word == length && memcmp(words, value, length) == 0)
            return true;
        if (words[word] == '\0')
            return false;
        words += word + 1;
    }
}

static bool is_number(uint32_t most, const char *value)
{
    char *end;

    if (*value < '0' || *value > '9')
        return false;
    errno = 0;
    unsigned long number = strtoul(value, &end, 0);
    return errno == 0 && *end == '\0' && number > 0 && number <= most;
}

static void variable_check(const char *text)
{
    size_t length = strcspn(text, "=");
    const struct variable *known = variable_find(text, length);
    const char *value = text + length + (text[length] == '=');

    if (known == NULL)
        hl_say("%.*s has no effect: there is no variable of that name",
               (int)length, text);
    else if (value[0] == '\0')
        return; /* the same as unset */
    else if (known->words != NULL && !is_word(known->words, value))
        hl_say("%s has no effect: it may be %s", text, known->words);
    else if (known->most != 0 && !is_number(known->most, value))
        hl_say("%s has no effect: it may be a number from 1 to %lu", text,
               (unsigned long)known->most);
}

void hl_environment_check(void)
{
    static atomic_bool checked;
    int saved = errno;

    /* Relaxed: it orders nothing, it only elects the one that speaks. */
    if (atomic_load_explicit(&checked, memory_order_relaxed) ||
        atomic_exchange_explicit(&checked, true, memory_order_relaxed) ||
        getauxval(AT_SECURE) != 0)
        return;
    for (char **at = environ; at != NULL && *at != NULL; at++)
        if (strncmp(*at, PREFIX, sizeof PREFIX - 1) == 0)
            variable_check(*at);
    errno = saved;
}
