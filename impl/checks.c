#include "checks.h"

#if HL_CHECKS

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512u

/* A sentence in one piece, so that what two threads say does not mix. */
struct sentence {
    char text[LINE_MAX_BYTES];
    size_t length;
};

static void add(struct sentence *sentence, const char *words)
{
    size_t room = LINE_MAX_BYTES - 1u - sentence->length;
    size_t length = strlen(words);

    if (length > room)
        length = room;
    memcpy(sentence->text + sentence->length, words, length);
    sentence->length += length;
}

static void add_number(struct sentence *sentence, int number)
{
    char digits[12] = {0};
    size_t at = sizeof digits - 1u;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    add(sentence, digits + at);
}

static void tell(const char *file, int line, const char *what,
                 const char *condition)
{
    struct sentence sentence = {.length = 0};

    add(&sentence, "hlocal: ");
    add(&sentence, file);
    add(&sentence, ":");
    add_number(&sentence, line);
    add(&sentence, what);
    add(&sentence, condition);
    sentence.text[sentence.length++] = '\n';
    (void)!write(STDERR_FILENO, sentence.text, sentence.length);
}

void hli_check_failed(const char *file, int line, const char *condition)
{
    tell(file, line, ": required, and not so: ", condition);
    abort();
}

int hli_check_report(const char *file, int line, const char *condition)
{
    tell(file, line, ": the invariant is broken: ", condition);
    return 0;
}

#else

/* ISO C wants something in every translation unit. */
typedef int hli_no_checks;

#endif
