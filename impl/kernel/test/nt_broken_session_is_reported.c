/* The session's invariant can fail: one store into the segment, and
 * hl_kernel_is_valid says which part is broken. */
#include "kernel_segment.h"

#include <sys/wait.h>

BOOL hl_kernel_is_valid(void);

static struct segment *segment;
static struct process *self;
static HANDLE handle;

static const uint16_t name[] = {'n', 'a', 'm', 'e', 0};

static struct entry *entry_of_handle(void)
{
    return &self->entry[((uintptr_t)handle >> 2) % KERNEL_ENTRIES];
}

static struct object *named_object(void)
{
    return &segment->object[entry_of_handle()->object];
}

/* ---- One store each ------------------------------------------------------ */

static void handles_are_miscounted(void)
{
    self->live++;
}

static void free_entries_are_miscounted(void)
{
    self->freed--;
}

static void free_entry_links_to_itself(void)
{
    self->entry[self->free_head].object = self->free_head;
}

static void free_entry_is_in_use(void)
{
    self->entry[self->free_head].state = ENTRY_OPEN;
}

static void entry_names_a_dead_object(void)
{
    entry_of_handle()->object = segment->free_head;
}

static void entry_names_nothing(void)
{
    entry_of_handle()->object = 0;
}

static void references_are_miscounted(void)
{
    named_object()->refs++;
}

static void object_is_dead_and_unlisted(void)
{
    named_object()->kind = HL_KERNEL_NONE;
}

static void dead_object_lives(void)
{
    segment->object[segment->free_head].kind = HL_KERNEL_FENCE;
}

static void dead_object_links_to_itself(void)
{
    segment->object[segment->free_head].next = segment->free_head;
}

static void dead_objects_are_miscounted(void)
{
    segment->freed++;
}

static void name_is_not_in_its_bucket(void)
{
    segment->name[entry_of_handle()->object].text[0]++;
}

static void name_is_not_said(void)
{
    named_object()->named = 0;
}

static void bucket_has_no_end(void)
{
    named_object()->next = entry_of_handle()->object;
}

static void process_is_in_two_slots(void)
{
    segment->process[segment->slots++] = (struct process){
        .state = PROCESS_AWAITED, .pid = self->pid, .start = self->start};
}

/* ---- Telling ------------------------------------------------------------- */

static int spoil_and_ask(void (*spoil)(void))
{
    if (!hl_kernel_is_valid())
        return 2;
    spoil();
    return hl_kernel_is_valid();
}

#define SKIPPED 77 /* the session is private */

/* A session of the child's own, with a named object that has a handle, and with
 * dead objects and free entries. */
static void make_objects(char path[256])
{
    kernel_ref ref, spare[3];

    segment = segment_map(path);
    if (segment == NULL)
        exit(SKIPPED);
    self = segment_slot(segment, getpid());
    ref = memory_create(4096, name);
    handle = handle_create(ref);
    for (int i = 0; i < 3; i++)
        spare[i] = memory_create(4096, NULL);
    for (int i = 0; i < 3; i++)
        hl_kernel_release(spare[i]);
    EXPECT(self->freed >= 3 && segment->freed >= 3);
}

static void check_reported(const char *title, void (*spoil)(void),
                           const char *words)
{
    static char said[4096], session[64], path[256];
    size_t length = 0;
    ssize_t got;
    int ends[2], status;

    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        snprintf(session, sizeof session, "reported-%d", (int)getpid());
        setenv("HLOCAL_SESSION", session, 1);
        make_objects(path);
        int answer = spoil_and_ask(spoil);
        unlink(path);
        _exit(answer);
    }
    close(ends[1]);
    while (length + 1 < sizeof said &&
           (got = read(ends[0], said + length, sizeof said - 1 - length)) > 0)
        length += (size_t)got;
    said[length] = '\0';
    close(ends[0]);
    EXPECT(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED)
        exit(0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
        strstr(said, words) != NULL)
        return;
    fprintf(stderr, "%s: \"%s\" is not reported (status %d); it says:\n%s",
            title, words, status, said);
    exit(1);
}

#define REPORTED(spoil, part)                                                  \
    check_reported(#spoil, spoil, "the invariant is broken: " part)

int main(void)
{
    REPORTED(handles_are_miscounted, "process->live == live");
    REPORTED(free_entries_are_miscounted, "process->freed ==");
    REPORTED(free_entry_links_to_itself, "count < process->freed");
    REPORTED(free_entry_is_in_use, "");
    REPORTED(entry_names_a_dead_object, "");
    REPORTED(entry_names_nothing, "entry->object != 0");
    REPORTED(references_are_miscounted, "object->refs ==");
    REPORTED(object_is_dead_and_unlisted, "");
    REPORTED(dead_object_lives, "");
    REPORTED(dead_object_links_to_itself, "seen[at].on_free_list == 0");
    REPORTED(dead_objects_are_miscounted, "count == segment->freed");
    REPORTED(name_is_not_in_its_bucket, "name_find(");
    REPORTED(name_is_not_said, "");
    REPORTED(bucket_has_no_end, "seen[at].in_bucket == 0");
    REPORTED(process_is_in_two_slots, "segment->process[k]");
    return 0;
}
