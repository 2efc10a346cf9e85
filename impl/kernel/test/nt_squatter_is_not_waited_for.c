/* Another user's file, locked by that user, where the session's should be; a
 * hard link, a FIFO; and a lock of this user's that nobody gives up: the first
 * call ends all the same, with a private session and a sentence on stderr.
 * Shows NT_JOIN_1 NT_JOIN_2. */
#include "kernel_peer.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

/* The library sleeps between two tries; a test need not. */
int nanosleep(const struct timespec *wanted, struct timespec *left)
{
    (void)wanted, (void)left;
    return 0;
}

static char path[128];

/* Where the session's file lies: look where it is put, and let it go. */
static void find_path(void)
{
    int joined[2], copied[2];

    EXPECT(pipe(joined) == 0 && pipe(copied) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        (void)GetCurrentProcessId();
        tell(joined);
        await(copied);
        exit(0);
    }
    await(joined);
    EXPECT(session_files(getenv("HLOCAL_SESSION"), path) == 1);
    tell(copied);
    expect_success(pid);
    EXPECT(session_files(getenv("HLOCAL_SESSION"), NULL) == 0);
}

/* A newcomer must get along by itself and say so. */
static void expect_private(const char *reason)
{
    char text[1024];
    int report[2];

    EXPECT(pipe(report) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        alarm(20); /* a hang is a failure */
        dup2(report[1], STDERR_FILENO);
        HANDLE handle = handle_create(memory_create(4096, NULL));
        HANDLE parent =
            OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getppid());
        exit(CloseHandle(handle) && parent == NULL &&
                     GetLastError() == ERROR_ACCESS_DENIED
                 ? 0
                 : 1);
    }
    close(report[1]);
    ssize_t length = read(report[0], text, sizeof text - 1);
    EXPECT(length > 0);
    text[length] = '\0';
    close(report[0]);
    expect_success(pid);
    if (strstr(text, reason) == NULL)
        fprintf(stderr, "%s\n", text);
    EXPECT(strstr(text, "not shared") != NULL && strstr(text, reason) != NULL);
    EXPECT(strchr(text, '\n') == text + length - 1); /* once */
}

static int squat(void)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    EXPECT(fd >= 0 && flock(fd, LOCK_EX) == 0);
    return fd;
}

int main(void)
{
    char other[160];

    session_own();
    find_path();

    int fd = squat();
    EXPECT(fchmod(fd, 0600) == 0);
    expect_private("locked");

    EXPECT(fchmod(fd, 0666) == 0);
    expect_private("not a file of this user alone");
    EXPECT(fchmod(fd, 0600) == 0);
    if (geteuid() == 0) {
        EXPECT(fchown(fd, 65534, 65534) == 0 && fchmod(fd, 0666) == 0);
        expect_private(path); /* protected_regular may refuse it first */
        EXPECT(fchown(fd, 0, 0) == 0 && fchmod(fd, 0600) == 0);
    }
    EXPECT(flock(fd, LOCK_UN) == 0);

    snprintf(other, sizeof other, "%s.link", path);
    EXPECT(link(path, other) == 0);
    expect_private("not a file of this user alone");
    EXPECT(unlink(other) == 0);

    EXPECT(ftruncate(fd, 1 << 30) == 0); /* somebody's, of another layout */
    struct stat file;
    expect_private("bytes");
    EXPECT(fstat(fd, &file) == 0 && file.st_size == 1 << 30);

    EXPECT(unlink(path) == 0 && mkfifo(path, 0600) == 0);
    expect_private("not a file of this user alone");
    EXPECT(unlink(path) == 0);
    return 0;
}
