/* What the probe needs from the system beyond the API it probes.
 *
 * hlocal promises an answer to everything, so natively all cases run in this
 * process. Windows may crash instead: there a parent runs a child that prints
 * the cases, counts the lines it has printed, and when it dies writes
 * "crashed" and starts another one behind the case that killed it. */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _WIN32

#include <fcntl.h>
#include <io.h>

#define EXIT_HAND_OVER 77

/* What one child has printed. */
struct transcript {
    unsigned lines;
    int open; /* a line has begun and not ended */
};

static void copy_output(HANDLE pipe, struct transcript *said)
{
    char buffer[4096];
    DWORD got, i;

    while (ReadFile(pipe, buffer, sizeof buffer, &got, NULL) && got) {
        for (i = 0; i < got; i++) {
            said->open = buffer[i] != '\n';
            said->lines += !said->open;
        }
        fwrite(buffer, 1, got, stdout);
    }
}

/* Run the cases from `first` on in a child; its exit code. */
static DWORD run_child(unsigned first, struct transcript *said)
{
    SECURITY_ATTRIBUTES inherit = {sizeof inherit, NULL, TRUE};
    STARTUPINFOA startup = {.cb = sizeof startup};
    PROCESS_INFORMATION child;
    char self[MAX_PATH], command[MAX_PATH + 32];
    HANDLE from_child, to_parent;
    DWORD code = 1;

    GetModuleFileNameA(NULL, self, sizeof self);
    snprintf(command, sizeof command, "\"%s\" @%u", self, first);
    if (!CreatePipe(&from_child, &to_parent, &inherit, 0))
        exit(2);
    SetHandleInformation(from_child, HANDLE_FLAG_INHERIT, 0);
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = to_parent;
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessA(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL,
                        &startup, &child))
        exit(2);
    CloseHandle(to_parent);
    copy_output(from_child, said);
    CloseHandle(from_child);
    WaitForSingleObject(child.hProcess, INFINITE);
    GetExitCodeProcess(child.hProcess, &code);
    CloseHandle(child.hProcess);
    CloseHandle(child.hThread);
    return code;
}

static int run_children(void)
{
    unsigned first = 0;

    for (;;) {
        struct transcript said = {0, 0};
        DWORD code = run_child(first, &said);

        if (said.open) {
            printf("crashed (%#lx)\n", (unsigned long)code);
            said.lines++;
        }
        fflush(stdout);
        first += said.lines;
        if (code == 0)
            return 0;
        if (said.lines == 0) {
            fprintf(stderr, "probe: a child did nothing\n");
            return 2;
        }
    }
}

int platform_main(int argc, char **argv, void (*run)(unsigned first))
{
    _setmode(_fileno(stdout), _O_BINARY);
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    if (argc < 2 || argv[1][0] != '@')
        return run_children();
    run((unsigned)atoi(argv[1] + 1));
    return 0;
}

void platform_hand_over(void)
{
    fflush(stdout);
    TerminateProcess(GetCurrentProcess(), EXIT_HAND_OVER);
}

struct thread_call {
    void (*body)(void *);
    void *argument;
};

static DWORD WINAPI thread_main(LPVOID argument)
{
    struct thread_call *call = argument;

    call->body(call->argument);
    return 0;
}

void platform_thread(void (*body)(void *), void *argument)
{
    struct thread_call call = {body, argument};
    HANDLE thread = CreateThread(NULL, 0, thread_main, &call, 0, NULL);

    if (!thread)
        exit(2);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
}

void *platform_foreign_block(void)
{
    static void *block;

    if (!block)
        block = HeapAlloc(GetProcessHeap(), 0, 16);
    return block;
}

void *platform_read_only_page(void)
{
    return VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_READONLY);
}

int platform_has_slots(void)
{
    return 1;
}

#else

#include <pthread.h>
#include <sys/mman.h>

int platform_main(int argc, char **argv, void (*run)(unsigned first))
{
    (void)argc;
    (void)argv;
    run(0);
    return 0;
}

void platform_hand_over(void)
{
}

struct thread_call {
    void (*body)(void *);
    void *argument;
};

static void *thread_main(void *argument)
{
    struct thread_call *call = argument;

    call->body(call->argument);
    return NULL;
}

void platform_thread(void (*body)(void *), void *argument)
{
    struct thread_call call = {body, argument};
    pthread_t thread;

    if (pthread_create(&thread, NULL, thread_main, &call))
        exit(2);
    pthread_join(thread, NULL);
}

void *platform_foreign_block(void)
{
    static void *block;

    if (!block)
        block = malloc(16);
    return block;
}

void *platform_read_only_page(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return page == MAP_FAILED ? NULL : page;
}

int platform_has_slots(void)
{
    return 0;
}

#endif
