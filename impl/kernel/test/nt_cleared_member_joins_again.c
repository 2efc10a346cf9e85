/* A member whose slot somebody else cleared and took notices: it never works
 * on a stranger's handles, and joins anew.
 * Shows NT_DIE_3. */
#include "kernel_peer.h"

int main(void)
{
    int joined[2], cleared[2], again[2], checked[2];
    DWORD flags;

    session_own();
    EXPECT(pipe(joined) == 0 && pipe(cleared) == 0 && pipe(again) == 0 &&
           pipe(checked) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        HANDLE handle = handle_create(memory_create(4096, NULL));
        tell(joined);
        await(cleared);
        EXPECT_ERROR(CloseHandle(handle), ERROR_INVALID_HANDLE);
        handle = handle_create(memory_create(4096, u"again"));
        tell(again);
        await(checked);
        EXPECT(CloseHandle(handle));
        exit(0);
    }
    await(joined);
    struct segment *segment = segment_map();
    struct process *slot = slot_of(segment, pid);
    slot->pid = getppid(); /* the slot with its handle is another's now */
    slot->start = 0;
    tell(cleared);
    await(again);
    kernel_ref ref;
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, u"again", &ref) ==
           ERROR_SUCCESS);
    EXPECT(slot_of(segment, pid) != slot);
    EXPECT(slot->live == 2);
    tell(checked);
    expect_success(pid);
    EXPECT(slot->live == 2);
    memset(slot, 0, sizeof *slot);
    HANDLE mine = handle_create(ref);
    EXPECT(GetHandleInformation(mine, &flags) && CloseHandle(mine));
    return 0;
}
