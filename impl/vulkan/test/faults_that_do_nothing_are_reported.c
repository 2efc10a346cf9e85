/* What stands in HLOCAL_VK_FAULT and cannot strike is reported when it is read,
 * and what could but did not, when the process ends or other faults are read.
 * Each sentence comes whole, in one write. */
#define _GNU_SOURCE /* pipe2 */
#include "vk_fixture.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[16384];

/* Run this program again in the way `how`; its standard error is in text. */
static void run(const char *self, const char *how, const char *name,
                const char *value)
{
    int ends[2], status;
    size_t got = 0;
    ssize_t more;

    EXPECT(pipe2(ends, O_DIRECT) == 0); /* a read gets what one write gave */
    pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        setenv(name, value, 1);
        execl(self, self, how, (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    while ((more = read(ends[0], text + got, sizeof text - 1 - got)) > 0) {
        EXPECT(strncmp(text + got, "hlocal: ", 8) == 0);
        got += (size_t)more;
        EXPECT(text[got - 1] == '\n');
    }
    text[got] = '\0';
    close(ends[0]);
    EXPECT(waitpid(child, &status, 0) == child);
    if (status != 0)
        fprintf(stderr, "%s=%s: %s", name, value, text);
    EXPECT(status == 0);
}

static VkResult allocate(struct fixture *f)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .allocationSize = 64,
        .memoryTypeIndex = VISIBLE,
    };
    VkDeviceMemory memory;
    VkResult result = vkAllocateMemory(f->device, &info, NULL, &memory);

    vkFreeMemory(f->device, memory, NULL);
    return result;
}

/* Two devices, one after the other: the variables are read twice. */
static int use(const char *how)
{
    struct fixture f;
    int status;

    for (int round = 0; round < 2; round++) {
        fixture_open(&f, 0);
        if (round == 1 && strcmp(how, "fork") == 0 && fork() == 0)
            exit(0); /* a child has nothing to tell of its parent's faults */
        (void)allocate(&f);
        if (round == 0)
            (void)allocate(&f);
        if (strcmp(how, "strike") == 0)
            EXPECT_RESULT(allocate(&f), VK_ERROR_OUT_OF_HOST_MEMORY);
        if (strcmp(how, "replace") == 0)
            setenv("HLOCAL_VK_FAULT", "vkAllocateMemory:1=VK_ERROR_UNKNOWN", 1);
        while (wait(&status) > 0)
            EXPECT(status == 0);
        fixture_close(&f);
    }
    return 0;
}

static unsigned times(const char *part)
{
    unsigned count = 0;

    for (const char *at = strstr(text, part); at != NULL;
         at = strstr(at + 1, part))
        count++;
    return count;
}

static void malformed(const char *self)
{
    static const char *const wrong[] = {
        "vkAllocateMemory",
        "vkAllocateMemory:1",
        "vkAllocateMemory=VK_ERROR_UNKNOWN",
        "=:",
        ":=",
        "vkAllocateMemory:=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:0=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:-1=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:+1=VK_ERROR_UNKNOWN",
        "vkAllocateMemory: 1=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:1-=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:1++=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:100000000000000000000=VK_ERROR_UNKNOWN",
        "vkAllocateMemory:1=VK_ERROR",
        "vkAllocateMemory:1=VK_SUCCESS",
        "vkAllocateMemory:1=VK_ERROR_MEMORY_MAP_FAILED",
        "vkFreeMemory:1=VK_ERROR_UNKNOWN",
        "vkNoSuchCall:1=VK_ERROR_UNKNOWN",
        ("vkOfANameThatIsLongerThanTheNameOfAnyCommandThatThereIsOrWillBeInAny"
         "VersionOrExtensionOfTheSpecification:1=VK_ERROR_UNKNOWN"),
        "hostMemory:1=VK_ERROR_UNKNOWN",
    };
    char all[4096] = "";

    /* All in one text, for each is read by itself. */
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        strcat(all, wrong[i]);
        strcat(all, i % 2 == 0 ? "," : ";");
    }
    run(self, "use", "HLOCAL_VK_FAULT", all);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char line[300];
        snprintf(line, sizeof line, "\"%s\" has no effect: it is not",
                 wrong[i]);
        if (times(line) != 2)
            fprintf(stderr, "%s\n%s", line, text);
        EXPECT(times(line) == 2); /* once for each reading */
    }
    EXPECT(times("\n") == 2 * sizeof wrong / sizeof wrong[0]);
}

static void too_many(const char *self)
{
    char all[4096] = "";

    for (int i = 1; i <= 17; i++)
        snprintf(all + strlen(all), 64, "vkMapMemory:%d=VK_ERROR_UNKNOWN,", i);
    run(self, "use", "HLOCAL_VK_FAULT", all);
    EXPECT(strstr(text, "\"vkMapMemory:17=VK_ERROR_UNKNOWN\" has no effect: it "
                        "is one more than the 16") != NULL);
    EXPECT(times("is not command") == 0);
    EXPECT(times("was not reached") == 16);
}

static void missed(const char *self)
{
    run(self, "use", "HLOCAL_VK_FAULT",
        "vkAllocateMemory:4294967297=VK_ERROR_UNKNOWN");
    EXPECT(strcmp(text, "hlocal: HLOCAL_VK_FAULT: "
                        "\"vkAllocateMemory:4294967297=VK_ERROR_UNKNOWN\" was "
                        "not reached; calls: 1\n") == 0);
    run(self, "fork", "HLOCAL_VK_FAULT",
        "vkAllocateMemory:3+=VK_ERROR_UNKNOWN");
    EXPECT(times("\"vkAllocateMemory:3+=VK_ERROR_UNKNOWN\" was not") == 1);

    /* Struck in the first reading only: that is enough. */
    run(self, "use", "HLOCAL_VK_FAULT", "vkAllocateMemory:2=VK_ERROR_UNKNOWN");
    EXPECT(text[0] == '\0');
    run(self, "strike", "HLOCAL_VK_FAULT",
        "vkAllocateMemory:1+=VK_ERROR_OUT_OF_HOST_MEMORY");
    EXPECT(text[0] == '\0');

    /* Replaced before it struck. */
    run(self, "replace", "HLOCAL_VK_FAULT",
        "vkAllocateMemory:9=VK_ERROR_UNKNOWN");
    EXPECT(times("\"vkAllocateMemory:9=VK_ERROR_UNKNOWN\" was not") == 1);
    EXPECT(times("\n") == 1);
}

/* The driver's other variables. */
static void values(const char *self)
{
    static const char *const names[] = {
        "HLOCAL_VK_PROFILE", "HLOCAL_VK_REEXPORT", "HLOCAL_VK_KMT",
        "HLOCAL_VK_DEVICES", "HLOCAL_VK_DRIVER",   "HLOCAL_VK_LOG",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char line[100];
        run(self, "use", names[i], "oof");
        snprintf(line, sizeof line, "hlocal: %s=oof has no effect: it may be ",
                 names[i]);
        EXPECT(times(line) == 2);
    }
    run(self, "use", "HLOCAL_VK_FALUT", "vkAllocateMemory:1=VK_ERROR_UNKNOWN");
    EXPECT(times("HLOCAL_VK_FALUT has no effect") == 1);
}

int main(int count, char **arguments)
{
    if (count > 1)
        return use(arguments[1]);
    malformed(arguments[0]);
    too_many(arguments[0]);
    missed(arguments[0]);
    values(arguments[0]);
    return 0;
}
