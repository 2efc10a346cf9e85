/* A program that runs with another user's rights (AT_SECURE) ignores the
 * HLOCAL_ variables of who started it: they can neither make it fail nor have
 * it print its handles. Only root can make such a program; skipped else, and
 * where /tmp takes no set-user-ID bits. */
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/stat.h>

#include "run_program.h"

#define NOBODY 65534

/* The leak checker may not look into such a process. */
const char *__asan_default_options(void); /* NOLINT: the sanitizer's name */
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static int run_with_rights(void)
{
    HLOCAL first = LocalAlloc(LMEM_MOVEABLE, 8);
    HLOCAL second = LocalAlloc(LMEM_MOVEABLE, 8);

    if (getauxval(AT_SECURE) == 0) {
        (void)fprintf(stderr, "not secure\n");
        return 0;
    }
    CHECK(first != NULL && second != NULL);
    CHECK(hl_get_movable_limit() == 65536);
    CHECK(hl_get_inplace_policy() == HL_INPLACE_CAPACITY);
    return 0;
}

static void copy_program(const char *from, int to)
{
    static char bytes[0x10000];
    int source = open(from, O_RDONLY);
    ssize_t count;

    CHECK(source >= 0);
    while ((count = read(source, bytes, sizeof bytes)) > 0)
        CHECK(write(to, bytes, (size_t)count) == count);
    CHECK(count == 0 && close(source) == 0);
}

static char copy[] = "/tmp/hlocal-setuid-XXXXXX";

static void remove_copy(void)
{
    (void)unlink(copy);
}

int main(int count, char **arguments)
{
    static char text[4096];
    int file;

    if (count > 1)
        return run_with_rights();
    if (geteuid() != 0) {
        (void)printf("skipped: not root\n");
        return 0;
    }
    file = mkstemp(copy);
    CHECK(file >= 0 && atexit(remove_copy) == 0);
    copy_program(arguments[0], file);
    CHECK(fchown(file, NOBODY, (gid_t)-1) == 0 && fchmod(file, 04755) == 0);
    CHECK(close(file) == 0);
    CHECK(setenv("HLOCAL_MOVABLE_LIMIT", "1", 1) == 0);
    CHECK(setenv("HLOCAL_INPLACE", "windows", 1) == 0);
    CHECK(setenv("HLOCAL_REPORT", "1", 1) == 0);
    (void)run_program(copy, "child", text, sizeof text);
    if (strstr(text, "not secure") != NULL)
        (void)printf("skipped: no set-user-ID programs in /tmp\n");
    else
        CHECK(text[0] == '\0');
    return 0;
}
