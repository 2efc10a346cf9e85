/* The archive in the program and the shared library that a driver brings: both
 * work on one handle table, and neither takes the other's handles away, when
 * it comes or when it goes.
 * Shows NT_COPY_1. */
#include "kernel_peer.h"

#include <dlfcn.h>

/* Calls of the second copy. */
struct copy {
    DWORD (*create)(const struct hl_kernel_new *what, kernel_ref *ref);
    DWORD (*export)(kernel_ref ref, DWORD access, BOOL inherit, HANDLE *handle);
    BOOL (*close)(HANDLE handle);
    BOOL (*get)(HANDLE handle, LPDWORD flags);
};

static void *symbol(void *library, const char *name)
{
    void *found = dlsym(library, name);

    EXPECT(found != NULL);
    return found;
}

static struct copy copy_load(void)
{
    void *library = dlopen("libhlocal.so.1", RTLD_NOW | RTLD_LOCAL);
    struct copy copy;

    if (library == NULL)
        fprintf(stderr, "%s\n", dlerror());
    EXPECT(library != NULL);
    *(void **)&copy.create = symbol(library, "hl_kernel_create");
    *(void **)&copy.export = symbol(library, "hl_kernel_export");
    *(void **)&copy.close = symbol(library, "CloseHandle");
    *(void **)&copy.get = symbol(library, "GetHandleInformation");
    EXPECT(copy.close != (BOOL(*)(HANDLE))CloseHandle);
    return copy;
}

static HANDLE copy_handle(const struct copy *copy)
{
    struct hl_kernel_new what = {.kind = HL_KERNEL_MEMORY, .bytes = 4096};
    HANDLE handle;
    kernel_ref ref;

    EXPECT(copy->create(&what, &ref) == ERROR_SUCCESS);
    EXPECT(copy->export(ref, 0, FALSE, &handle) == ERROR_SUCCESS);
    return handle;
}

/* The slots, of members or not, that a process has. */
static unsigned slots_of(struct segment *segment, pid_t pid)
{
    unsigned count = 0;

    for (uint32_t i = 0; i < slots_used(segment); i++)
        if (segment->process[i].pid == pid)
            count++;
    return count;
}

/* An inherited handle arrives once, though both copies watch forks. */
static void fork_with_both(const struct copy *copy)
{
    HANDLE handle = copy_handle(copy);
    struct segment *segment = segment_map();
    DWORD flags;

    EXPECT(
        SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT));
    pid_t pid = fork();
    if (pid == 0) {
        EXPECT(copy->get(handle, &flags) && slots_of(segment, getpid()) == 1);
        EXPECT(CloseHandle(handle) && !copy->get(handle, &flags));
        exit(0);
    }
    expect_success(pid);
    EXPECT(CloseHandle(handle) && slots_of(segment, pid) == 0);
}

int main(void)
{
    DWORD flags;

    session_own();
    HANDLE first = handle_create(memory_create(4096, NULL));
    struct copy copy = copy_load();
    HANDLE second = copy_handle(&copy);
    EXPECT(first != second);
    EXPECT(GetHandleInformation(first, &flags));
    EXPECT(copy.get(first, &flags) && GetHandleInformation(second, &flags));
    EXPECT(CloseHandle(second));
    EXPECT(!copy.get(second, &flags));
    EXPECT(slot_of(segment_map(), getpid())->copies == 2);
    fork_with_both(&copy);
    EXPECT(copy.close(first));
    return 0;
}
