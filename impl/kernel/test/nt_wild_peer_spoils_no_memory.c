/* A member of the session that has gone wild writes anything anywhere into the
 * segment but its lock, before the calls of another member and during them.
 * The other's calls may then answer anything; each comes back, and none of
 * them touches memory outside the segment. */
#include "kernel_segment.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { CHILDREN = 10, ROUNDS = 14, FEW = 12 };

static uint64_t seed;
static bool whose_too; /* pid, start and state are spoilt as well */

static uint32_t chance(uint32_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* A number as a bug would leave it: small, at a limit, or far beyond. */
static uint32_t wild_number(void)
{
    static const uint32_t limits[] = {
        0,          1,          FEW,        KERNEL_QUARANTINE + 1,
        0x7FFF,     0xFFFE,     0xFFFF,     65536u,
        0x00FFFFFF, 0x7FFFFFFF, 0xFFFFFFFE, UINT32_MAX};

    switch (chance(3)) {
    case 0:
        return chance(FEW);
    case 1:
        return chance(1u << 31) << 1;
    default:
        return limits[chance(sizeof limits / sizeof limits[0])];
    }
}

/* One word of an array of words, or half of it. */
static void spoil(volatile uint32_t *words, size_t bytes)
{
    volatile uint32_t *word = words + chance((uint32_t)(bytes / sizeof *words));
    uint32_t number = wild_number();

    *word =
        chance(4) == 0 ? (*word & 0xFFFF0000u) | (number & 0xFFFFu) : number;
}

#define SPOIL(thing) spoil((volatile uint32_t *)(void *)&(thing), sizeof(thing))

/* Chains of names without an end, and without the name that is looked for. */
static void spoil_chains(struct segment *segment)
{
    for (uint32_t i = 0; i < KERNEL_BUCKETS; i++) {
        uint32_t head = segment->bucket[i];
        if (head != 0 && head < KERNEL_OBJECTS) {
            segment->object[head].next = head;
            segment->name[head].text[0] ^= 1;
        }
    }
}

/* Who finds that its slot is no longer its own joins anew, which is a way out
 * of the spoilt table; so only some children have that happen to them. */
static void spoil_header(struct process *process)
{
    const size_t from = whose_too ? 0 : offsetof(struct process, live);

    spoil((volatile uint32_t *)((char *)process + from),
          offsetof(struct process, entry) - from);
}

/* The numbers that the library steers by are few and get most of it. */
static void spoil_something(struct segment *segment)
{
    struct process *process = &segment->process[chance(3)];
    uint32_t few = chance(FEW);

    switch (chance(10)) {
    case 0:
        segment->fresh = wild_number();
        break;
    case 1:
        *(chance(2) == 0 ? &segment->freed : &segment->slots) = wild_number();
        break;
    case 2:
        segment->free_head = wild_number();
        break;
    case 3:
        segment->free_tail = wild_number();
        break;
    case 4:
        segment->bucket[chance(KERNEL_BUCKETS)] = wild_number();
        spoil_chains(segment);
        break;
    case 5:
        SPOIL(segment->object[few]);
        break;
    case 6:
        segment->name[few].length = (uint16_t)wild_number();
        segment->name[few].text[chance(4)] = (uint16_t)wild_number();
        break;
    case 7:
        spoil_header(process);
        break;
    default:
        SPOIL(process->entry[few]);
        break;
    }
}

static BOOL visit(kernel_id id, const void *body, void *context)
{
    (void)body;
    *(kernel_id *)context = id;
    return TRUE;
}

static BOOL visit_handle(HANDLE handle, kernel_id id, const char *label,
                         void *context)
{
    (void)id;
    EXPECT(strlen(label) < HL_KERNEL_LABEL_MAX);
    *(HANDLE *)context = handle;
    return TRUE;
}

static DWORD change(void *body, void *context)
{
    memset(body, *(unsigned char *)context, HL_KERNEL_BODY_MAX);
    return ERROR_SUCCESS;
}

/* Every call there is, with what the calls before it returned. */
static void call_objects(const uint16_t *name, kernel_ref *ref, kernel_id *id,
                         HANDLE *handle)
{
    const enum hl_kernel_kind kind = HL_KERNEL_MEMORY;
    struct hl_kernel_new what = {.kind = kind,
                                 .bytes = 4096,
                                 .body = "body",
                                 .body_bytes = 4,
                                 .label = "wild",
                                 .name = chance(2) == 0 ? name : NULL};
    unsigned char body[HL_KERNEL_BODY_MAX];
    kernel_ref other;

    (void)hl_kernel_create(&what, ref);
    (void)hl_kernel_name_check(name);
    *id = hl_kernel_id(*ref);
    (void)hl_kernel_export(*ref, 0, chance(2) == 0, handle);
    if (hl_kernel_open_name(kind, name, &other) == ERROR_SUCCESS)
        hl_kernel_release(other);
    if (hl_kernel_open_handle(kind, *handle, &other) == ERROR_SUCCESS)
        hl_kernel_release(other);
    if (hl_kernel_open_id(kind, *id, &other) == ERROR_SUCCESS)
        hl_kernel_release(other);
    (void)hl_kernel_alive(kind, *id);
    (void)hl_kernel_at(kind, (uint32_t)*id);
    (void)hl_kernel_read(kind, *id, body, sizeof body);
    (void)hl_kernel_update(kind, *id, change, body);
    hl_kernel_label(*id, "renamed");
    (void)hl_kernel_tick();
    hl_kernel_unmap(hl_kernel_map(*id, 4096), 4096);
}

static void call_handles(HANDLE handle, DWORD other_pid)
{
    HANDLE self = GetCurrentProcess(), copy = NULL, theirs = NULL;
    HANDLE process = OpenProcess(PROCESS_ALL_ACCESS, FALSE, other_pid);
    DWORD flags;

    (void)GetProcessId(process);
    (void)DuplicateHandle(self, handle, self, &copy, 0, TRUE,
                          DUPLICATE_SAME_ACCESS);
    (void)DuplicateHandle(self, self, self, &theirs, 0, FALSE, 0);
    (void)CloseHandle(theirs);
    (void)DuplicateHandle(self, handle, process, &theirs, 0, FALSE, 0);
    (void)DuplicateHandle(process, theirs, NULL, NULL, 0, FALSE,
                          DUPLICATE_CLOSE_SOURCE);
    (void)CompareObjectHandles(handle, copy);
    (void)GetHandleInformation(copy, &flags);
    (void)SetHandleInformation(copy, HANDLE_FLAG_INHERIT, chance(2));
    (void)CloseHandle(copy);
    (void)CloseHandle((HANDLE)(uintptr_t)(chance(FEW) * 4));
    if (process != NULL)
        (void)CloseHandle(process);
}

static void call_everything(DWORD other_pid)
{
    static const uint16_t *const names[] = {u"a", u"b", u"Local\\c"};
    kernel_ref ref = 0;
    kernel_id id = 0, seen;
    HANDLE handle = NULL, seen_handle;

    call_objects(names[chance(3)], &ref, &id, &handle);
    call_handles(handle, other_pid);
    hl_kernel_each(HL_KERNEL_MEMORY, visit, &seen);
    hl_kernel_each_handle(HL_KERNEL_MEMORY, visit_handle, &seen_handle);
    if (chance(2) == 0)
        (void)CloseHandle(handle);
    if (chance(2) == 0)
        hl_kernel_release(ref);
    hl_kernel_reap();
}

/* An entry that fork is to copy, with an object far beyond the last. */
static void spoil_inheritance(struct segment *segment, HANDLE handle)
{
    HANDLE copy, self = GetCurrentProcess();

    if (!DuplicateHandle(self, handle, self, &copy, 0, TRUE, 0))
        return;
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].pid == (int32_t)getpid())
            segment->process[i].entry[(uintptr_t)copy >> 2 & 0xFFFF].object =
                UINT32_MAX - chance(FEW);
}

/* Somebody dies in the lock, so that the next to take it repairs the rest. */
static void die_in_the_lock(struct segment *segment)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        if (pthread_mutex_lock(&segment->lock) == EOWNERDEAD)
            pthread_mutex_consistent(&segment->lock);
        for (int i = 0; i < 20; i++)
            spoil_something(segment);
        _exit(0);
    }
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
}

static pid_t spoil_for_ever(struct segment *segment)
{
    pid_t pid = fork();

    seed += 1;
    if (pid != 0)
        return pid;
    for (;;)
        spoil_something(segment);
}

/* What lies beyond the segment must not be touched, so let there be nothing:
 * the kernel puts the segment's mapping right below this one. */
static void leave_a_void(void)
{
    (void)mmap(NULL, (size_t)1 << 41, PROT_NONE,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

/* Returns through exit, so that the report of open handles runs as well. */
static int live_with_it(unsigned number)
{
    /* A walk without end would take for ever. */
    const struct rlimit seconds = {.rlim_cur = 20, .rlim_max = 20};

    char path[256];

    EXPECT(setrlimit(RLIMIT_CPU, &seconds) == 0);
    seed = number * UINT64_C(0x9E3779B97F4A7C15);
    whose_too = number % 5 == 4;
    leave_a_void();
    struct segment *segment = segment_map(path);
    if (segment == NULL)
        return 0;
    pid_t peer = number % 2 == 0 ? 0 : spoil_for_ever(segment);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = chance(8); peer == 0 && i > 0; i--)
            spoil_something(segment);
        spoil_inheritance(segment, GetCurrentProcess());
        if (round % 7 == 6)
            die_in_the_lock(segment);
        call_everything((DWORD)getppid());
    }
    if (peer != 0) {
        kill(peer, SIGKILL);
        EXPECT(waitpid(peer, NULL, 0) == peer);
    }
    unlink(path);
    return 0;
}

int main(void)
{
    for (unsigned number = 0; number < CHILDREN; number++) {
        int status;
        pid_t pid = fork();
        if (pid == 0)
            exit(live_with_it(number));
        EXPECT(waitpid(pid, &status, 0) == pid);
        if (status != 0)
            fprintf(stderr, "child %u ended with status 0x%x\n", number,
                    (unsigned)status);
        EXPECT(status == 0);
    }
    return 0;
}
