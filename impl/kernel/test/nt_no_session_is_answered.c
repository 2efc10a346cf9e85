/* When no session is to be had, for lack of memory, every call says so: none
 * crashes, none pretends. Once there is memory, the same calls work. */
#include "kernel_segment.h"

#include <errno.h>
#include <sys/syscall.h>

static bool short_of_memory = true;

/* The library's mmap: the segment is the only thing of that size. */
void *mmap(void *at, size_t bytes, int rights, int flags, int fd, off_t offset)
{
    if (short_of_memory && bytes >= sizeof(struct segment)) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return (void *)syscall(SYS_mmap, at, bytes, rights, flags, fd, offset);
}

static BOOL visit(kernel_id id, const void *body, void *context)
{
    (void)id, (void)body, (void)context;
    EXPECT(!"there is an object");
    return FALSE;
}

static BOOL visit_handle(HANDLE handle, kernel_id id, const char *label,
                         void *context)
{
    (void)handle, (void)id, (void)label, (void)context;
    EXPECT(!"there is a handle");
    return FALSE;
}

static DWORD change(void *body, void *context)
{
    (void)body, (void)context;
    EXPECT(!"there is a body");
    return ERROR_SUCCESS;
}

static void handles_are_refused(void)
{
    HANDLE some = (HANDLE)(uintptr_t)4, self = GetCurrentProcess();
    HANDLE target = self;
    DWORD flags = 4242;

    EXPECT_ERROR(CloseHandle(some), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(DuplicateHandle(self, some, self, &target, 0, FALSE, 0),
                 ERROR_INVALID_HANDLE);
    EXPECT(target == NULL);
    EXPECT_ERROR(CompareObjectHandles(some, some), ERROR_INVALID_HANDLE);
    EXPECT_ERROR(GetHandleInformation(some, &flags), ERROR_INVALID_HANDLE);
    EXPECT(flags == 4242);
    EXPECT_ERROR(SetHandleInformation(some, HANDLE_FLAG_INHERIT, 0),
                 ERROR_INVALID_HANDLE);
    EXPECT_ERROR(OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getpid()),
                 ERROR_NO_SYSTEM_RESOURCES);
    EXPECT_ERROR(GetProcessId(some), ERROR_INVALID_HANDLE);
    EXPECT(GetCurrentProcessId() == (DWORD)getpid());
    /* The pseudo-handle needs no session. */
    EXPECT(CloseHandle(self) && GetHandleInformation(self, &flags));
}

static void refs_are_refused(void)
{
    const struct hl_kernel_new what = {.kind = HL_KERNEL_MEMORY, .bytes = 4096};
    HANDLE handle = GetCurrentProcess();
    kernel_ref ref = 4242;

    EXPECT(hl_kernel_create(&what, &ref) == ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(ref == 0);
    EXPECT(hl_kernel_open_handle(HL_KERNEL_MEMORY, handle, &ref) ==
           ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, u"name", &ref) ==
           ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(hl_kernel_open_id(HL_KERNEL_MEMORY, 65537, &ref) ==
           ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(ref == 0);
    EXPECT(hl_kernel_export(4, 0, FALSE, &handle) == ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(handle == NULL);
    EXPECT(hl_kernel_name_check(u"name") == ERROR_NOT_ENOUGH_MEMORY);
    hl_kernel_release(4);
    EXPECT(hl_kernel_id(4) == 0);
}

static void objects_are_not_there(void)
{
    char body[4];

    EXPECT(!hl_kernel_alive(HL_KERNEL_MEMORY, 65537));
    EXPECT(hl_kernel_at(HL_KERNEL_MEMORY, 1) == 0);
    EXPECT(hl_kernel_read(HL_KERNEL_MEMORY, 65537, body, sizeof body) ==
           ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(hl_kernel_update(HL_KERNEL_MEMORY, 65537, change, NULL) ==
           ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(hl_kernel_map(65537, 4096) == NULL);
    hl_kernel_label(65537, "label");
    hl_kernel_reap();
    hl_kernel_each(HL_KERNEL_MEMORY, visit, NULL);
    hl_kernel_each_handle(HL_KERNEL_MEMORY, visit_handle, NULL);
    EXPECT(hl_kernel_tick() == 0);
    hl_kernel_wait(0, 1000);
}

int main(void)
{
    DWORD flags;

    handles_are_refused();
    refs_are_refused();
    objects_are_not_there();
    short_of_memory = false;
    kernel_ref ref = memory_create(4096, u"name");
    HANDLE handle = handle_create(ref);
    EXPECT(GetHandleInformation(handle, &flags) && CloseHandle(handle));
    hl_kernel_release(ref);
    return 0;
}
