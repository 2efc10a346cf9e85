/* Who must do without the others says why, once; who asked for it, nothing.
 * The last slot is still given, the 129th process is told.
 * Shows NT_JOIN_2. */
#include "kernel_peer.h"

#include <sys/syscall.h>

/* The first waits for a lock are interrupted by signals. */
static int interruptions;
int flock(int fd, int operation);
int flock(int fd, int operation)
{
    if (interruptions > 0) {
        interruptions--;
        errno = EINTR;
        return -1;
    }
    return (int)syscall(SYS_flock, fd, operation);
}

/* What a newcomer in `session` writes to stderr. It can be found or not. */
static void newcomer(const char *session, const char *reason)
{
    char text[1024];
    int report[2];

    EXPECT(pipe(report) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(report[1], STDERR_FILENO);
        setenv("HLOCAL_SESSION", session, 1);
        interruptions = 5;
        HANDLE parent =
            OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getppid());
        bool shared = reason == NULL && strcmp(session, "private") != 0;
        exit((parent != NULL) == shared ? 0 : 1);
    }
    close(report[1]);
    ssize_t length = read(report[0], text, sizeof text - 1);
    EXPECT(length >= 0);
    text[length] = '\0';
    if ((reason == NULL) != (length == 0))
        fprintf(stderr, "%s: %s\n", session, text);
    close(report[0]);
    expect_success(pid);
    if (reason == NULL) {
        EXPECT(length == 0);
        return;
    }
    if (strstr(text, reason) == NULL)
        fprintf(stderr, "%s\n", text);
    EXPECT(strstr(text, reason) != NULL);
    EXPECT(strchr(text, '\n') == text + length - 1);
}

int main(void)
{
    session_own();
    const char *session = getenv("HLOCAL_SESSION");
    struct segment *segment = segment_map();
    struct process *self = slot_of(segment, getpid());

    newcomer(session, NULL);
    newcomer("private", NULL);
    newcomer("with blank", "HLOCAL_SESSION=with blank");

    EXPECT(self == &segment->process[0]);
    for (uint32_t i = 1; i < KERNEL_PROCESSES; i++) {
        memcpy(&segment->process[i], self, offsetof(struct process, entry));
        segment->process[i].state =
            i == KERNEL_PROCESSES - 1 ? PROCESS_NONE : PROCESS_JOINED;
    }
    segment->slots = KERNEL_PROCESSES;
    newcomer(session, NULL);
    memcpy(&segment->process[KERNEL_PROCESSES - 1], self,
           offsetof(struct process, entry));
    newcomer(session, "128 processes");
    for (uint32_t i = 1; i < KERNEL_PROCESSES; i++)
        segment->process[i].state = PROCESS_NONE;
    newcomer(session, NULL);

    int fd = self->bytes_fd; /* who lends nothing */
    self->bytes_fd = -1;
    newcomer(session, "lends its memory");
    self->bytes_fd = fd;
    newcomer(session, NULL);
    return 0;
}
