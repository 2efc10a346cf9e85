/* Faults that the user asks for: HLOCAL_VK_FAULT.
 */
#include "policy.h"

#include "../say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Stands for a command in HLOCAL_VK_FAULT: a request of the driver's own for
 * host memory. */
#define HOST_MEMORY "hostMemory"

static const struct {
    const char *name;
    VkResult result;
} result_names[] = {
    {"VK_ERROR_OUT_OF_HOST_MEMORY", VK_ERROR_OUT_OF_HOST_MEMORY},
    {"VK_ERROR_OUT_OF_DEVICE_MEMORY", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"VK_ERROR_INITIALIZATION_FAILED", VK_ERROR_INITIALIZATION_FAILED},
    {"VK_ERROR_DEVICE_LOST", VK_ERROR_DEVICE_LOST},
    {"VK_ERROR_MEMORY_MAP_FAILED", VK_ERROR_MEMORY_MAP_FAILED},
    {"VK_ERROR_LAYER_NOT_PRESENT", VK_ERROR_LAYER_NOT_PRESENT},
    {"VK_ERROR_EXTENSION_NOT_PRESENT", VK_ERROR_EXTENSION_NOT_PRESENT},
    {"VK_ERROR_FEATURE_NOT_PRESENT", VK_ERROR_FEATURE_NOT_PRESENT},
    {"VK_ERROR_INCOMPATIBLE_DRIVER", VK_ERROR_INCOMPATIBLE_DRIVER},
    {"VK_ERROR_TOO_MANY_OBJECTS", VK_ERROR_TOO_MANY_OBJECTS},
    {"VK_ERROR_FORMAT_NOT_SUPPORTED", VK_ERROR_FORMAT_NOT_SUPPORTED},
    {"VK_ERROR_UNKNOWN", VK_ERROR_UNKNOWN},
    {"VK_ERROR_INVALID_EXTERNAL_HANDLE", VK_ERROR_INVALID_EXTERNAL_HANDLE},
    {"VK_ERROR_VALIDATION_FAILED", VK_ERROR_VALIDATION_FAILED},
    {"VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS",
     VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS},
};

static VkResult result_of(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof result_names / sizeof result_names[0]; i++)
        if (strlen(result_names[i].name) == length &&
            strncmp(result_names[i].name, text, length) == 0)
            return result_names[i].result;
    return VK_SUCCESS;
}

static const char *result_name(VkResult result)
{
    for (size_t i = 0; i < sizeof result_names / sizeof result_names[0]; i++)
        if (result_names[i].result == result)
            return result_names[i].name;
    return "VK_SUCCESS";
}

static const char *fault_name(const struct vk_fault *fault)
{
    return fault->entry == ENTRY_COUNT ? HOST_MEMORY
                                       : vk_entries[fault->entry].name;
}

/* What strikes: a command and a result that it documents. */
static bool target_parse(const char *name, struct vk_fault *fault)
{
    const struct vk_entry_info *entry = vk_entry_find(name);

    if (strcmp(name, HOST_MEMORY) == 0) {
        fault->entry = ENTRY_COUNT;
        return fault->result == VK_ERROR_OUT_OF_HOST_MEMORY;
    }
    if (entry == NULL)
        return false;
    fault->entry = (enum vk_entry)(entry - vk_entries);
    return vk_entry_documents(entry, fault->result);
}

/* One "vkCommand:k=RESULT" or "vkCommand:k+=RESULT" of `length` chars. */
static bool fault_parse(const char *text, size_t length, struct vk_fault *fault)
{
    char name[96];
    const char *colon = memchr(text, ':', length);
    const char *equal = memchr(text, '=', length);

    if (colon == NULL || equal == NULL || equal < colon ||
        (size_t)(colon - text) >= sizeof name)
        return false;
    memcpy(name, text, (size_t)(colon - text));
    name[colon - text] = '\0';
    if (colon[1] < '0' || colon[1] > '9') /* strtoull takes a sign */
        return false;
    char *end;
    errno = 0;
    unsigned long long call = strtoull(colon + 1, &end, 10);
    memset(fault, 0, sizeof *fault);
    fault->call = call;
    fault->onward = *end == '+';
    fault->result = result_of(equal + 1, length - (size_t)(equal + 1 - text));
    return call > 0 && errno == 0 && end + fault->onward == equal &&
           target_parse(name, fault);
}

static void fault_read(const char *text, int length)
{
    struct vk_fault fault;

    if (!fault_parse(text, (size_t)length, &fault))
        hl_say("HLOCAL_VK_FAULT: \"%.*s\" has no effect: it is not "
               "command:k=RESULT with k from 1 and a result that the command "
               "documents",
               length, text);
    else if (vk_policy.fault_count == VK_FAULT_MAX)
        hl_say("HLOCAL_VK_FAULT: \"%.*s\" has no effect: it is one "
               "more than the %d faults there may be",
               length, text, VK_FAULT_MAX);
    else
        vk_policy.fault[vk_policy.fault_count++] = fault;
}

/* A test that believes in a fault which never came proves nothing. */
static void fault_miss(const struct vk_fault *fault)
{
    if (fault->struck)
        return;
    hl_say("HLOCAL_VK_FAULT: \"%s:%llu%s=%s\" was not reached; "
           "calls: %llu",
           fault_name(fault), (unsigned long long)fault->call,
           fault->onward ? "+" : "", result_name(fault->result),
           (unsigned long long)fault->seen);
}

static struct vk_fault *fault_find(const struct vk_fault *like)
{
    for (unsigned i = 0; i < vk_policy.fault_count; i++) {
        struct vk_fault *fault = &vk_policy.fault[i];
        if (fault->entry == like->entry && fault->call == like->call &&
            fault->onward == like->onward && fault->result == like->result)
            return fault;
    }
    return NULL;
}

void vk_faults_read(const char *text)
{
    struct vk_fault before[VK_FAULT_MAX];
    unsigned count = vk_policy.fault_count;

    memcpy(before, vk_policy.fault, sizeof before);
    vk_policy.fault_count = 0;
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, ",;");
        if (length > 0)
            fault_read(text, (int)length);
        text += length;
        text += *text != '\0';
    }
    /* A fault that is asked for again is missed when it never strikes. */
    for (unsigned i = 0; i < count; i++) {
        struct vk_fault *again = fault_find(&before[i]);
        if (again == NULL)
            fault_miss(&before[i]);
        else
            again->struck = again->struck || before[i].struck;
    }
}

void vk_faults_forget(void)
{
    vk_policy.fault_count = 0;
}

/* The driver stays loaded when the loader lets go of it, so this is the end of
 * the process. No lock: a thread may hold it for ever, and what it may still
 * count is of no interest. */
__attribute__((destructor)) static void faults_end(void)
{
    for (unsigned i = 0; i < vk_policy.fault_count; i++)
        fault_miss(&vk_policy.fault[i]);
}

VkResult vk_policy_fault(enum vk_entry entry)
{
    VkResult result = VK_SUCCESS;

    for (unsigned i = 0; i < vk_policy.fault_count; i++) {
        struct vk_fault *fault = &vk_policy.fault[i];
        if (fault->entry != entry)
            continue;
        fault->seen++;
        if (fault->seen == fault->call ||
            (fault->onward && fault->seen > fault->call)) {
            fault->struck = true;
            result = fault->result;
        }
    }
    return result;
}

void *vk_new(size_t count, size_t size)
{
    return vk_policy_fault(ENTRY_COUNT) == VK_SUCCESS ? calloc(count, size)
                                                      : NULL;
}
