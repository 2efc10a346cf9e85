/* A handle made in another process works there, also when that
 * process has not called in before, and when the source is gone by then.
 * Shows NT_DUP_5. */
#include "kernel_expect.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int child(int from, int to)
{
    uintptr_t value;
    char word[16];

    EXPECT(read(from, &value, sizeof value) == (ssize_t)sizeof value);
    kernel_ref ref;
    EXPECT(hl_kernel_open_handle(HL_KERNEL_MEMORY, (HANDLE)value, &ref) == 0);
    char *at = hl_kernel_map(hl_kernel_id(ref), 4096);
    EXPECT(at != NULL && strcmp(at, "from parent") == 0);
    strcpy(at, "from child");
    EXPECT(write(to, "x", 1) == 1);
    EXPECT(read(from, word, 1) == 1); /* the parent has let go */
    EXPECT(strcmp(at, "from child") == 0);
    EXPECT(CloseHandle((HANDLE)value));

    /* And one into the parent, which outlives us. */
    HANDLE mine = handle_create(ref), theirs;
    HANDLE parent = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getppid());
    EXPECT(parent != NULL);
    EXPECT(GetProcessId(parent) == (DWORD)getppid());
    EXPECT(DuplicateHandle(GetCurrentProcess(), mine, parent, &theirs, 0, FALSE,
                           DUPLICATE_SAME_ACCESS));
    EXPECT(write(to, &theirs, sizeof theirs) == (ssize_t)sizeof theirs);
    _exit(0); /* dies with handles open */
}

int main(int argc, char **argv)
{
    int down[2], up[2], status;
    char word;

    if (argc > 1)
        return child(atoi(argv[1]), atoi(argv[2]));
    EXPECT(pipe(down) == 0 && pipe(up) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        char from[12], to[12];
        snprintf(from, sizeof from, "%d", down[0]);
        snprintf(to, sizeof to, "%d", up[1]);
        execl(argv[0], argv[0], from, to, (char *)NULL);
        _exit(127);
    }
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle = handle_create(ref), target;
    char *at = hl_kernel_map(hl_kernel_id(ref), 4096);
    strcpy(at, "from parent");
    HANDLE process = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)pid);
    EXPECT(process != NULL);
    EXPECT(DuplicateHandle(GetCurrentProcess(), handle, process, &target, 0,
                           FALSE, DUPLICATE_SAME_ACCESS));
    HANDLE weak = OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, (DWORD)pid);
    HANDLE none = weak;
    EXPECT_ERROR(
        DuplicateHandle(GetCurrentProcess(), handle, weak, &none, 0, FALSE, 0),
        ERROR_ACCESS_DENIED);
    EXPECT(none == NULL);
    EXPECT(CompareObjectHandles(weak, process));
    EXPECT(write(down[1], &target, sizeof target) == (ssize_t)sizeof target);
    EXPECT(read(up[0], &word, 1) == 1);
    EXPECT(strcmp(at, "from child") == 0);

    /* The child's handle keeps the object when all of ours are gone. */
    kernel_id id = hl_kernel_id(ref);
    hl_kernel_release(ref);
    EXPECT(CloseHandle(handle));
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(write(down[1], "x", 1) == 1);
    EXPECT(read(up[0], &handle, sizeof handle) == (ssize_t)sizeof handle);
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    hl_kernel_reap();
    EXPECT(hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT(strcmp(at, "from child") == 0);
    EXPECT(CloseHandle(handle));
    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, id));
    EXPECT_ERROR(DuplicateHandle(GetCurrentProcess(), process, process, &target,
                                 0, FALSE, 0),
                 ERROR_ACCESS_DENIED);
    EXPECT(CloseHandle(process) && CloseHandle(weak));
    EXPECT_ERROR(OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)pid),
                 ERROR_INVALID_PARAMETER);
    EXPECT_ERROR(OpenProcess(PROCESS_DUP_HANDLE, FALSE, 0),
                 ERROR_INVALID_PARAMETER);
    return 0;
}
