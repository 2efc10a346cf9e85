/* A process killed after any of its stores into the session leaves it whole:
 * what it was closing in another's table is open under its value or closed for
 * good, a closed index still rests until all that were closed before it were
 * issued, and no object's id is issued twice.
 *
 * A child does one call, one instruction at a time. After the first store, in
 * the next run after the second, and so on, it is killed. The library is the
 * one that is installed: a sanitizer's has five times the instructions.
 * Shows NT_DIE_1 NT_STALE_1. */
#define _GNU_SOURCE
#include "kernel_segment.h"

#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

enum {
    RESTING = KERNEL_QUARANTINE + 60, /* so that indices are used again */
    STORES_MAX = 200
};

static struct segment *segment;
static struct process *self;
static kernel_ref ref;                /* to some object that lives throughout */
static HANDLE some;                   /* a handle to it */
static HANDLE victim;                 /* what the child closes */
static pid_t third;                   /* a process that died with handles */
static kernel_ref childs;             /* an object of the child, in the child */
static HANDLE process;                /* the survivor, for the child */
static uint32_t last[KERNEL_OBJECTS]; /* generation each object had last */
static uint32_t order[KERNEL_ENTRIES], resting;   /* entries of the survivor */
static uint32_t dead[KERNEL_OBJECTS], dead_count; /* the same for objects */

static const uint16_t name[] = u"killed between stores";

/* ---- What is watched -------------------------------------------------------
 *
 * Not the lock, which changes before and after, and not what is never touched:
 * comparing is what a step costs. */

struct quotient {
    const void *at;
    size_t bytes;
    void *copy;
};

static struct quotient parts[16];
static size_t part_count;

static void watch(const void *at, size_t bytes)
{
    parts[part_count].at = at;
    parts[part_count].bytes = bytes;
    parts[part_count].copy = malloc(bytes);
    memcpy(parts[part_count++].copy, at, bytes);
}

static void watch_object(uint32_t index)
{
    watch(&segment->object[index], sizeof segment->object[index]);
}

static void watch_process(const struct process *slot, uint32_t entries)
{
    watch(slot, offsetof(struct process, entry[entries]));
}

static void watch_all(pid_t child)
{
    watch(&segment->fresh,
          offsetof(struct segment, object) - offsetof(struct segment, fresh));
    watch_object(segment->free_head);
    watch_object(segment->free_tail);
    for (uint32_t i = 1; i <= segment->fresh; i++)
        if (segment->object[i].kind == HL_KERNEL_MEMORY)
            watch_object(i);
    watch_process(segment_slot(segment, child), 16);
    watch_process(self, RESTING + 16);
    if (third != 0)
        watch_process(segment_slot(segment, third), 16);
}

static bool watched_change(void)
{
    bool changed = false;

    for (size_t i = 0; i < part_count; i++)
        if (memcmp(parts[i].copy, parts[i].at, parts[i].bytes) != 0) {
            memcpy(parts[i].copy, parts[i].at, parts[i].bytes);
            changed = true;
        }
    return changed;
}

static void watch_nothing(void)
{
    while (part_count > 0)
        free(parts[--part_count].copy);
}

/* ---- What a child does ------------------------------------------------------
 */

static void close_in_survivor(void)
{
    (void)DuplicateHandle(process, victim, NULL, NULL, 0, FALSE,
                          DUPLICATE_CLOSE_SOURCE);
}

static void open_in_survivor(void)
{
    HANDLE theirs;

    (void)DuplicateHandle(process, some, process, &theirs, 0, FALSE, 0);
}

static void create(void)
{
    childs = memory_create(4096, name);
}

static void let_die(void)
{
    hl_kernel_release(childs);
}

static void nothing(void)
{
}

/* ---- What must hold afterwards ----------------------------------------------
 */

/* The free lists of the survivor's table and of the objects, in order. */
static void read_order(void)
{
    dead_count = 0;
    for (uint32_t at = segment->free_head;
         at != 0 && dead_count < KERNEL_OBJECTS; at = segment->object[at].next)
        dead[dead_count++] = at;
    EXPECT(dead_count == segment->freed);
    resting = 0;
    for (uint32_t at = self->free_head; at != 0 && resting < KERNEL_ENTRIES;
         at = self->entry[at].object)
        order[resting++] = at;
    EXPECT(resting == self->freed);
}

static HANDLE open_one(void)
{
    HANDLE copy, me = GetCurrentProcess();

    EXPECT(DuplicateHandle(me, some, me, &copy, 0, FALSE, 0));
    return copy;
}

/* Every index comes in its turn, which `order` tells. */
static void check_order(HANDLE closed)
{
    uint32_t skipped = 0;

    for (uint32_t i = 0; i + skipped < resting && self->freed > 0; i++) {
        HANDLE copy = open_one();
        uint32_t index = (uint32_t)(uintptr_t)copy >> 2 & 0xFFFF;
        EXPECT(copy != closed);
        /* The child may have taken the first, to open a handle. */
        if (i == 0 && index != order[0])
            skipped = 1;
        EXPECT(index == order[i + skipped]);
        EXPECT(CloseHandle(copy));
    }
}

static void check_entries(void)
{
    DWORD flags;
    HANDLE closed = NULL;

    EXPECT(CompareObjectHandles(some, some));
    if (victim != NULL && GetHandleInformation(victim, &flags)) {
        EXPECT(CompareObjectHandles(some, victim));
        EXPECT(CloseHandle(victim));
    } else {
        closed = victim;
    }
    check_order(closed);
}

static void check_objects(void)
{
    kernel_ref other;

    hl_kernel_reap();
    EXPECT(hl_kernel_open_name(HL_KERNEL_MEMORY, name, &other) == 2);
    /* As in check_order; and once round, to meet what the child had. */
    uint32_t skipped = 0, count = segment->freed;
    for (uint32_t i = 0; i < count; i++) {
        kernel_ref made = memory_create(4096, NULL);
        kernel_id id = hl_kernel_id(made);
        uint32_t index = (uint32_t)(id % KERNEL_OBJECTS);
        if (i == 0 && index != dead[0])
            skipped = 1;
        EXPECT(i + skipped >= dead_count || index == dead[i + skipped]);
        uint32_t generation = (uint32_t)(id / KERNEL_OBJECTS) + 1;
        EXPECT(generation > last[index]);
        last[index] = generation;
        hl_kernel_release(made);
    }
}

/* Whoever gets the slot of the third has an empty table. */
static void check_slot(void)
{
    int status;
    pid_t pid;

    hl_kernel_reap();
    for (uint32_t i = 0; i < KERNEL_PROCESSES; i++)
        if (segment->process[i].state == PROCESS_NONE)
            EXPECT(segment->process[i].fresh == 0 &&
                   segment->process[i].freed == 0);
        else
            EXPECT(segment->process[i].pid != (int32_t)third);
    pid = fork();
    if (pid == 0) {
        HANDLE first, second;
        kernel_ref mine = memory_create(4096, name);
        first = handle_create(mine);
        second = handle_create(mine);
        EXPECT(first != second && CompareObjectHandles(first, second));
        for (uintptr_t value = 4; value < 200; value += 4)
            EXPECT((HANDLE)value == first || (HANDLE)value == second ||
                   !CloseHandle((HANDLE)value));
        _exit(0);
    }
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
}

/* ---- One run ----------------------------------------------------------------
 */

struct scene {
    const char *title;
    void (*before)(void); /* in the child, at its ease */
    void (*call)(void);   /* step by step */
    void (*check)(void);
    bool closes, reaps;
    int stores; /* at least; fewer means that the test saw nothing */
};

static void child_main(const struct scene *scene)
{
    process = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)getppid());
    EXPECT(process != NULL);
    scene->before();
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(77);
    raise(SIGSTOP);
    scene->call();
    _exit(0);
}

/* A process that has three handles, and is to die with them once the child has
 * joined, for who joins reaps. */
static void third_begin(void)
{
    int ready[2];
    char byte;

    EXPECT(pipe(ready) == 0);
    third = fork();
    if (third == 0) {
        kernel_ref mine = memory_create(4096, name);
        handle_create(mine);
        handle_create(mine);
        EXPECT(write(ready[1], "x", 1) == 1);
        for (;;)
            pause();
    }
    EXPECT(read(ready[0], &byte, 1) == 1);
    close(ready[0]);
    close(ready[1]);
}

static void third_end(void)
{
    EXPECT(kill(third, SIGKILL) == 0);
    EXPECT(waitpid(third, NULL, 0) == third);
}

static void prepare(const struct scene *scene)
{
    third = 0;
    if (scene->reaps)
        third_begin();
    victim = scene->closes ? open_one() : NULL;
}

/* Note the ids that are in use, and the order of what is not. */
static void note(void)
{
    for (uint32_t i = 1; i <= segment->fresh; i++)
        if (segment->object[i].kind != HL_KERNEL_NONE)
            last[i] = segment->object[i].generation + 1;
    read_order();
    if (victim != NULL)
        order[resting++] = (uint32_t)(uintptr_t)victim >> 2 & 0xFFFF;
}

/* Returns how many stores there were before the child was killed or ended. */
static int run(const struct scene *scene, int stores)
{
    int status, count = 0;

    prepare(scene);
    pid_t child = fork();
    if (child == 0)
        child_main(scene);
    EXPECT(waitpid(child, &status, 0) == child);
    if (!WIFSTOPPED(status)) {
        printf("skipped: this process may not trace its child\n");
        exit(WEXITSTATUS(status) == 77 ? 0 : 1);
    }
    if (third != 0)
        third_end();
    note();
    watch_all(child);
    while (count < stores) {
        EXPECT(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) == 0);
        EXPECT(waitpid(child, &status, 0) == child);
        if (!WIFSTOPPED(status))
            break;
        count += watched_change();
    }
    if (WIFSTOPPED(status)) {
        EXPECT(kill(child, SIGKILL) == 0);
        EXPECT(waitpid(child, &status, 0) == child);
    }
    watch_nothing();
    scene->check();
    return count;
}

/* ---- All of them ------------------------------------------------------------
 */

static const struct scene scenes[] = {
    {"close in another's table", nothing, close_in_survivor, check_entries,
     .closes = true, .stores = 3},
    {"open in another's table", nothing, open_in_survivor, check_entries,
     .stores = 3},
    {"create", nothing, create, check_objects, .stores = 6},
    {"let die", create, let_die, check_objects, .stores = 6},
    {"reap", nothing, hl_kernel_reap, check_slot, .reaps = true, .stores = 6},
};

static void let_rest(void)
{
    static HANDLE open[RESTING];
    static kernel_ref refs[RESTING];

    for (int i = 0; i < RESTING; i++)
        open[i] = open_one();
    for (int i = 0; i < RESTING; i++)
        EXPECT(CloseHandle(open[i]));
    for (int i = 0; i < RESTING; i++)
        refs[i] = memory_create(4096, NULL);
    for (int i = 0; i < RESTING; i++)
        hl_kernel_release(refs[i]);
}

int main(void)
{
    char path[256];
    cpu_set_t here;

#ifndef __x86_64__
    printf("skipped: exclusive loads and stores do not pass single steps\n");
    return 0;
#endif
    setenv("HLOCAL_LEAKS", "off", 1);
    segment = segment_map(path);
    if (segment == NULL)
        return 0;
    self = segment_slot(segment, getpid());
    /* Taking turns is quick on one processor. */
    CPU_ZERO(&here);
    CPU_SET((unsigned)sched_getcpu(), &here);
    (void)sched_setaffinity(0, sizeof here, &here);
    ref = memory_create(4096, NULL);
    some = handle_create(ref);
    let_rest();
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        int stores = 1;
        while (run(&scenes[i], stores) == stores)
            EXPECT(stores++ < STORES_MAX);
        printf("%s: killed after each of %d stores\n", scenes[i].title,
               stores - 1);
        EXPECT(stores > scenes[i].stores);
    }
    return 0;
}
