/* Where /dev/shm is full or small, or files are limited in size, the first
 * call and every later one end with an answer, never with a signal.
 * Shows NT_ROOM_1. */
#define _GNU_SOURCE
#include "kernel_peer.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

/* A /dev/shm of this process's own. */
static void shm_mount(const char *options)
{
    if (unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("hlocal", "/dev/shm", "tmpfs", 0, options) != 0)
        skip("mount");
}

static void shm_fill(void)
{
    static char page[4096];
    int fd = open("/dev/shm/filler", O_WRONLY | O_CREAT, 0600);

    EXPECT(fd >= 0);
    while (write(fd, page, sizeof page) > 0)
        ;
    close(fd);
}

static void use_private(void)
{
    HANDLE parent = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getppid());

    EXPECT(parent == NULL);
    HANDLE handle = handle_create(memory_create(4096, NULL));
    EXPECT(CloseHandle(handle));
    EXPECT(session_files(getenv("HLOCAL_SESSION"), NULL) == 0);
}

static void join_when_full(void)
{
    shm_mount("size=64k");
    shm_fill();
    use_private();
}

static void join_when_limited(void)
{
    const struct rlimit limit = {1000 * 1024, 1000 * 1024};

    EXPECT(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    use_private();
}

static HANDLE handle_create_shared(void)
{
    kernel_ref ref = memory_create(4096, NULL);
    HANDLE handle;

    EXPECT(hl_kernel_export(ref, 0, FALSE, &handle) == ERROR_SUCCESS);
    hl_kernel_release(ref);
    return handle;
}

/* Objects with names until there is no room, then on with what there is. */
static void fill_by_names(void)
{
    uint16_t name[] = u"room-0000";
    HANDLE first = handle_create_shared();
    DWORD error = ERROR_SUCCESS;

    for (int i = 0; i < 10000 && error == ERROR_SUCCESS; i++) {
        struct hl_kernel_new what = {.kind = HL_KERNEL_MEMORY, .name = name};
        kernel_ref ref;
        for (int digit = 0, rest = i; digit < 4; digit++, rest /= 10)
            name[8 - digit] = (uint16_t)('0' + rest % 10);
        error = hl_kernel_create(&what, &ref);
    }
    EXPECT(error == ERROR_NO_SYSTEM_RESOURCES);
    EXPECT(CloseHandle(first)); /* makes room for another */
    EXPECT(CloseHandle(handle_create_shared()));
}

/* And copies of a handle: the table of entries grows as well. */
static void fill_by_handles(void)
{
    HANDLE self = GetCurrentProcess(), first, copy = NULL;

    first = handle_create_shared();
    while (DuplicateHandle(self, first, self, &copy, 0, FALSE, 0))
        EXPECT(copy != NULL);
    EXPECT(GetLastError() == ERROR_NO_SYSTEM_RESOURCES && copy == NULL);
    EXPECT(CloseHandle(first));
}

static void grow_until_full(void)
{
    shm_mount("size=1m");
    (void)GetCurrentProcessId();
    EXPECT(session_files(getenv("HLOCAL_SESSION"), NULL) == 1);
    fill_by_names();
    fill_by_handles();
}

static void grow_handles_until_full(void)
{
    shm_mount("size=256k");
    (void)GetCurrentProcessId();
    EXPECT(session_files(getenv("HLOCAL_SESSION"), NULL) == 1);
    fill_by_handles();
}

/* A fork copies handles to a table of its own, for which there is no room. */
static void fork_when_full(void)
{
    shm_mount("size=256k");
    HANDLE handle = handle_create_shared();
    DWORD flags;

    EXPECT(
        SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT));
    shm_fill();
    pid_t pid = fork();
    if (pid == 0)
        exit(GetHandleInformation(handle, &flags) ? 1 : 0);
    expect_success(pid);
    EXPECT(CloseHandle(handle));
}

int main(void)
{
    void (*const ways[])(void) = {join_when_full, join_when_limited,
                                  grow_until_full, grow_handles_until_full,
                                  fork_when_full};

    session_own();
    setenv("HLOCAL_LEAKS", "off", 1);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            ways[i]();
            exit(0);
        }
        expect_success(pid);
    }
    return 0;
}
