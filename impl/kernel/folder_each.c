/* Reading a folder. opendir would call malloc, which this library never does.
 */
#define _GNU_SOURCE
#include "session.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

/* One bufferful; false when the visitor has seen enough. */
static bool entries_visit(char *at, const char *end, folder_visit *visit,
                          void *context)
{
    while (at < end) {
        const struct dirent64 *entry = (const struct dirent64 *)(void *)at;
        if (entry->d_name[0] != '.' && !visit(entry->d_name, context))
            return false;
        at += entry->d_reclen;
    }
    return true;
}

void folder_each(const char *path, folder_visit *visit, void *context)
{
    _Alignas(struct dirent64) char buffer[2048];
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ssize_t length;

    if (fd < 0)
        return;
    do {
        length = getdents64(fd, buffer, sizeof buffer);
    } while (length > 0 &&
             entries_visit(buffer, buffer + length, visit, context));
    close(fd);
}
