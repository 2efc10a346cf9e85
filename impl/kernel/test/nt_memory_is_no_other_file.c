/* A program that closed the descriptor of the session's memory and has a file
 * of its own under that number loses nothing of it, and lends it to nobody; no
 * member can shorten the memory under the others.
 * Shows NT_BYTES_1. */
#define _GNU_SOURCE
#include "kernel_peer.h"

#include <sys/stat.h>

static const char content[] = "not for the session";

/* Put a file of ours where the session's memory is, keeping that under another
 * number if so wished. */
static int usurp(struct process *self, int *kept)
{
    int file = memfd_create("own", MFD_CLOEXEC);

    EXPECT(file >= 0 && write(file, content, sizeof content) > 0);
    if (kept != NULL)
        *kept = dup(self->bytes_fd);
    EXPECT(dup2(file, self->bytes_fd) == self->bytes_fd);
    close(file);
    return self->bytes_fd;
}

static void expect_content(int fd)
{
    char text[sizeof content];

    EXPECT(pread(fd, text, sizeof text, 0) == (ssize_t)sizeof text);
    EXPECT(memcmp(text, content, sizeof text) == 0);
}

/* Without any other member the memory is gone: an error, nothing else. */
static void alone(void)
{
    struct segment *segment = segment_map();
    struct process *self = slot_of(segment, getpid());
    kernel_ref ref = memory_create(4096, NULL);
    struct stat file;

    EXPECT(hl_kernel_map(hl_kernel_id(ref), 4096) != NULL);
    int fd = usurp(self, NULL);
    EXPECT(hl_kernel_map(hl_kernel_id(ref), 4096) == NULL);
    hl_kernel_release(ref); /* empties the window of no file but the memory */
    expect_content(fd);

    /* Nor does a newcomer take it, although its number is the same. */
    EXPECT(fstat(fd, &file) == 0);
    segment->bytes_inode = file.st_ino;
    pid_t pid = fork();
    if (pid == 0) {
        ref = memory_create(4096, NULL);
        char *at = hl_kernel_map(hl_kernel_id(ref), 4096);
        EXPECT(at != NULL);
        *at = 'x';
        exit(0);
    }
    expect_success(pid);
    expect_content(fd);
}

/* With a peer it is borrowed again. */
static void beside(int go_on[2])
{
    struct segment *segment = segment_map();
    struct process *self = slot_of(segment, getpid());
    kernel_ref ref = memory_create(4096, NULL);
    char *first = hl_kernel_map(hl_kernel_id(ref), 4096);
    int fd = usurp(self, NULL);
    char *second = hl_kernel_map(hl_kernel_id(ref), 4096);

    EXPECT(first != NULL && second != NULL && self->bytes_fd != fd);
    *first = 'x';
    EXPECT(*second == 'x');
    EXPECT(ftruncate(self->bytes_fd, 4096) != 0);
    EXPECT(ftruncate(self->bytes_fd, 0) != 0);
    expect_content(fd);
    tell(go_on);
}

int main(void)
{
    int ready[2], go_on[2];

    session_own();
    setenv("HLOCAL_LEAKS", "off", 1);
    pid_t pid = fork();
    if (pid == 0) {
        alone();
        exit(0);
    }
    expect_success(pid);

    EXPECT(pipe(ready) == 0 && pipe(go_on) == 0);
    pid = fork();
    if (pid == 0) {
        (void)GetCurrentProcessId();
        tell(ready);
        await(go_on);
        exit(0);
    }
    await(ready);
    beside(go_on);
    expect_success(pid);
    return 0;
}
