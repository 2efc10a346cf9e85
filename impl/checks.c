#include "checks.h"

#if HL_CHECKS

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512u
#define DIGITS 12

/* A sentence in one piece, so that what two threads say does not mix. Not by
 * hl_say, for vsnprintf may not be called in a signal handler. */
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

/* A line number, written to the end of `digits`; where it begins. */
static const char *in_digits(int number, char digits[DIGITS])
{
    char *at = digits + DIGITS - 1;

    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return at;
}

void hli_check_say(const char *const *words)
{
    struct sentence sentence = {.length = 0};

    add(&sentence, "hlocal: ");
    while (*words != NULL)
        add(&sentence, *words++);
    sentence.text[sentence.length++] = '\n';
    (void)!write(STDERR_FILENO, sentence.text, sentence.length);
}

static void say_where(const char *file, int line, const char *what,
                      const char *condition)
{
    char digits[DIGITS];

    hli_check_say((const char *const[]){file, ":", in_digits(line, digits),
                                        what, condition, NULL});
}

void hli_check_failed(const char *file, int line, const char *condition)
{
    say_where(file, line, ": required, and not so: ", condition);
    abort();
}

int hli_check_report(const char *file, int line, const char *condition)
{
    say_where(file, line, ": the invariant is broken: ", condition);
    return 0;
}

#else

/* ISO C wants something in every translation unit. */
typedef int hli_no_checks;

#endif
