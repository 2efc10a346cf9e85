/* A newcomer that asks a member for the session's memory, and finds that the
 * member has something else under that number by now, closes it and asks the
 * next one: one descriptor is all that a session takes. */
#define _GNU_SOURCE
#include "kernel_segment.h"

#include <sys/wait.h>

static int descriptors(void)
{
    int count = 0;

    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static int newcomer(void)
{
    char path[256];
    int before = descriptors();

    (void)GetCurrentProcessId();
    EXPECT(segment_find(path) != NULL); /* it found a member that has it */
    EXPECT(descriptors() <= before + 1);
    return 0;
}

int main(int argc, char **argv)
{
    char path[256];
    int done[2], ready[2], status;
    char byte;

    if (argc > 1)
        return newcomer();
    struct segment *segment = segment_map(path);
    if (segment == NULL)
        return 0;
    EXPECT(pipe(done) == 0 && pipe(ready) == 0);
    pid_t second = fork();
    if (second == 0) {
        (void)GetCurrentProcessId();
        EXPECT(write(ready[1], "x", 1) == 1);
        close(done[1]);
        _exit(read(done[0], &byte, 1) == 0 ? 0 : 1);
    }
    EXPECT(read(ready[0], &byte, 1) == 1);

    /* The first that a newcomer asks: closed everything, opened others. */
    EXPECT(segment_slot(segment, getpid()) < segment_slot(segment, second));
    int other = open("/dev/null", O_RDWR | O_CLOEXEC);
    EXPECT(other >= 0);
    int number = segment_slot(segment, getpid())->bytes_fd;
    EXPECT(dup3(other, number, O_CLOEXEC) == number);

    pid_t third = fork();
    if (third == 0) {
        execl("/proc/self/exe", argv[0], "newcomer", (char *)NULL);
        _exit(127);
    }
    EXPECT(waitpid(third, &status, 0) == third && status == 0);
    close(done[1]);
    EXPECT(waitpid(second, &status, 0) == second && status == 0);
    return 0;
}
