/* A process whose main thread has ended lives as long as another thread does:
 * a newcomer leaves its handles alone, and gets the session's memory from it.
 * Shows NT_DIE_2. */
#include "kernel_peer.h"

#include <pthread.h>
#include <stdbool.h>

static const uint16_t name[] = u"no-main-thread";
static int ready[2], checked[2];

static void *worker(void *unused)
{
    kernel_ref ref = memory_create(4096, name);
    HANDLE handle = handle_create(ref);
    char *at = hl_kernel_map(hl_kernel_id(ref), 4096);
    DWORD flags;

    (void)unused;
    EXPECT(at != NULL);
    *at = 'x';
    tell(ready);
    await(checked);
    EXPECT(GetHandleInformation(handle, &flags));
    EXPECT(CloseHandle(handle));
    exit(0);
}

/* Whether the process's main thread is a zombie by now. */
static bool main_ended(pid_t pid)
{
    char path[32], state = '?';

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    EXPECT(file != NULL && fscanf(file, "%*d (%*[^)]) %c", &state) == 1);
    fclose(file);
    return state == 'Z';
}

int main(void)
{
    pthread_t thread;
    kernel_ref ref;

    session_own();
    EXPECT(pipe(ready) == 0 && pipe(checked) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        EXPECT(pthread_create(&thread, NULL, worker, NULL) == 0);
        pthread_exit(NULL);
    }
    await(ready);
    while (!main_ended(pid))
        usleep(1000);
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, name, &ref) == ERROR_SUCCESS);
    const char *at = hl_kernel_map(hl_kernel_id(ref), 4096);
    EXPECT(at != NULL && *at == 'x');
    tell(checked);
    expect_success(pid);
    return 0;
}
