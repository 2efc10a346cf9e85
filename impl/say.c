#include "say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "hlocal: "
#define PREFIX_LENGTH (sizeof PREFIX - 1)

void hl_say(const char *format, ...)
{
    int kept = errno;
    char line[HL_SAY_MAX] = PREFIX;
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(line + PREFIX_LENGTH, sizeof line - PREFIX_LENGTH,
                           format, arguments);
    va_end(arguments);
    if (length < 0) /* a wide character that has no bytes here: none is used */
        length = 0;
    size_t bytes = PREFIX_LENGTH + (size_t)length;
    if (bytes > sizeof line - 1)
        bytes = sizeof line - 1;
    line[bytes] = '\n';
    ssize_t written = write(STDERR_FILENO, line, bytes + 1);
    (void)written; /* there is nowhere else to complain */
    errno = kept;
}
