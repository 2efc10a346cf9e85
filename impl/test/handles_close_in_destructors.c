/* A handle is still one in the program's own destructors, also where the
 * library is a part of the program: the session ends after them. */
#include "kernel/kernel.h"
#include "run_program.h"

static HANDLE handle;

__attribute__((destructor)) static void destroy(void)
{
    if (handle != NULL && !CloseHandle(handle))
        _exit(1);
}

static int open_one(void)
{
    struct hl_kernel_new what = {
        .kind = HL_KERNEL_MEMORY, .bytes = 4096, .label = "test"};
    kernel_ref ref;

    CHECK(hl_kernel_create(&what, &ref) == ERROR_SUCCESS);
    CHECK(hl_kernel_export(ref, 0, FALSE, &handle) == ERROR_SUCCESS);
    hl_kernel_release(ref);
    return 0;
}

int main(int count, char **arguments)
{
    static char text[4096];
    char session[32];

    if (count > 1)
        return open_one();
    (void)snprintf(session, sizeof session, "destructors-%d", (int)getpid());
    CHECK(setenv("HLOCAL_SESSION", session, 1) == 0);
    CHECK(setenv("HLOCAL_LEAKS", "on", 1) == 0);
    CHECK(run_program(arguments[0], "open", text, sizeof text) == 0);
    return 0;
}
