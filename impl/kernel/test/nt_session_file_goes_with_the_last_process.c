/* A session's file is there while a member lives and gone afterwards; a
 * private session has none. */
#include "kernel_expect.h"

#include <glob.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t files(void)
{
    char pattern[128];
    glob_t found;

    snprintf(pattern, sizeof pattern, "/dev/shm/hlocal.*.gone-%d",
             (int)getpid());
    size_t count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    globfree(&found);
    return count;
}

static void run_child(char **argv, const char *session)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        setenv("HLOCAL_SESSION", session, 1);
        execl(argv[0], argv[0], session, (char *)NULL);
        _exit(127);
    }
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
}

int main(int argc, char **argv)
{
    char session[64];

    if (argc > 1) {
        HANDLE handle = handle_create(memory_create(4096, u"x"));
        return CloseHandle(handle) ? 0 : 1;
    }
    snprintf(session, sizeof session, "gone-%d", (int)getpid());
    run_child(argv, session);
    EXPECT(files() == 0);
    setenv("HLOCAL_SESSION", session, 1);
    EXPECT(GetCurrentProcessId() == (DWORD)getpid());
    EXPECT(files() == 1);
    run_child(argv, session);
    EXPECT(files() == 1);
    run_child(argv, "private");
    return 0;
}
