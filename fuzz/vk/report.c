/* What a person reads. */
#include "report.h"
#include "ids.h"

#include <stdarg.h>
#include <string.h>

void vkf_say(struct vkf_event *event, const char *format, ...)
{
    size_t used = strlen(event->text);
    va_list list;
    va_start(list, format);
    vsnprintf(event->text + used, sizeof event->text - used, format, list);
    va_end(list);
}

static const char *word_of(int32_t result)
{
    switch (result) {
    case VKM_OUT_OF_HOST_MEMORY:
        return "OUT_OF_HOST_MEMORY";
    case VKM_OUT_OF_DEVICE_MEMORY:
        return "OUT_OF_DEVICE_MEMORY";
    case VKM_MEMORY_MAP_FAILED:
        return "MEMORY_MAP_FAILED";
    case VKM_TOO_MANY_OBJECTS:
        return "TOO_MANY_OBJECTS";
    case VKM_UNKNOWN:
        return "UNKNOWN";
    case VKM_INVALID_EXTERNAL_HANDLE:
        return "INVALID_EXTERNAL_HANDLE";
    case VKM_VALIDATION_FAILED:
        return "VALIDATION_FAILED";
    }
    return NULL;
}

static void print_event(FILE *to, const struct vkf_event *event)
{
    const char *word = word_of(event->actual);
    uint32_t r;
    fprintf(to, "%s", event->text);
    if (event->actual == 0)
        fprintf(to, "  -> %s", event->answer[0] != '\0' ? event->answer : "ok");
    else if (word != NULL)
        fprintf(to, "  -> %s", word);
    else
        fprintf(to, "  -> error %d", event->actual);
    for (r = 0; r < VKF_REQ_MAX; r++)
        if (event->reported[r])
            fprintf(to, " [%s]", vkf_requirement_name(r));
    fputc('\n', to);
}

void vkf_print(FILE *to, const struct vkf_run *run)
{
    uint32_t i;
    for (i = 0; i < run->inputs; i++) {
        fprintf(to, "%4u  ", i);
        print_event(to, &run->event[i]);
    }
}

void vkf_report(FILE *to, const struct vkf_run *run, const char *again)
{
    static const char *const fields[] = {"",      "result",  "output", "choice",
                                         "rules", "content", "state"};
    uint32_t i, from = run->events > 24u ? run->events - 24u : 0, r;
    const struct vkf_event *last = &run->event[run->events - 1u];
    fprintf(to, "hlocal: model and driver disagree at call %u\n",
            run->events - 1u);
    fprintf(to, "  field     %s\n  what      %s\n", fields[run->fault.field],
            run->fault.text);
    fprintf(to, "  expected  ");
    if (word_of(last->expected) != NULL)
        fprintf(to, "%s", word_of(last->expected));
    else
        fprintf(to, "%d", last->expected);
    for (r = 0; r < VKF_REQ_MAX; r++)
        if (last->bad[r])
            fprintf(to, " [%s]", vkf_requirement_name(r));
    fputc('\n', to);
    for (i = from; i < run->events; i++) {
        fprintf(to, "%s%4u  ", i + 1u == run->events ? "> " : "  ", i);
        print_event(to, &run->event[i]);
    }
    if (again != NULL)
        fprintf(to, "  again     %s\n", again);
}
