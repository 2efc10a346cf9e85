/* DuplicateHandle carries an NT handle into another process, KMT numbers are
 * just sent; both processes then share bytes and a semaphore, with the one
 * waiting for work that the other has not submitted yet.
 * Shows VK_ALLOC_ALIAS NT_DUP_5. */
#include "vk_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#define SIZE 65536u
#define SEM_NT VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT

struct parcel {
    HANDLE memory, number, semaphore;
};

static VkSemaphore semaphore_new(struct fixture *f, uint32_t types)
{
    VkExportSemaphoreCreateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO,
        .handleTypes = types,
    };
    VkSemaphoreCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
        .pNext = &export,
    };
    VkSemaphore semaphore;

    OK(vkCreateSemaphore(f->device, &info, NULL, &semaphore));
    return semaphore;
}

static void fill(VkCommandBuffer commands, void *context)
{
    vkCmdFillBuffer(commands, *(VkBuffer *)context, 0, SIZE, 0x43214321);
}

/* Gets the handles, fills the memory by a command, signals, exits. */
static int child(int from)
{
    VkDeviceMemory strong, weak;
    struct parcel parcel;
    struct fixture f;

    EXPECT(read(from, &parcel, sizeof parcel) == (ssize_t)sizeof parcel);
    fixture_open(&f, 0);
    OK(memory_import(&f, f.device, SIZE, NT, parcel.memory, NULL, NULL,
                     &strong));
    OK(memory_import(&f, f.device, SIZE, KMT, parcel.number, NULL, NULL,
                     &weak));
    EXPECT(strcmp((char *)memory_map(f.device, weak), "to child") == 0);
    VkBuffer buffer = buffer_new(f.device, SIZE, NT);
    OK(vkBindBufferMemory(f.device, buffer, strong, 0));
    commands_run(f.device, f.queue, fill, &buffer);
    VkSemaphore semaphore = semaphore_new(&f, 0);
    VkImportSemaphoreWin32HandleInfoKHR import = {
        .sType = VK_STRUCTURE_TYPE_IMPORT_SEMAPHORE_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .handleType = SEM_NT,
        .handle = parcel.semaphore,
    };
    OK(f.import_semaphore(f.device, &import));
    EXPECT(CloseHandle(parcel.memory) && CloseHandle(parcel.semaphore));
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .signalSemaphoreCount = 1,
        .pSignalSemaphores = &semaphore,
    };
    usleep(20000); /* the parent waits already */
    OK(vkQueueSubmit(f.queue, 1, &submit, VK_NULL_HANDLE));
    EXPECT(fixture_none_reported(&f));
    _exit(0); /* like a crash: destroys nothing */
}

int main(int argc, char **argv)
{
    HANDLE self = GetCurrentProcess(), mine;
    struct parcel parcel;
    struct fixture f;
    int pipes[2], status;

    if (argc > 1)
        return child(atoi(argv[1]));
    EXPECT(pipe(pipes) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        char number[12];
        snprintf(number, sizeof number, "%d", pipes[0]);
        execl(argv[0], argv[0], number, (char *)NULL);
        _exit(127);
    }
    fixture_open(&f, 0);
    VkDeviceMemory memory = memory_new(&f, SIZE, NT | KMT);
    unsigned char *map = memory_map(f.device, memory);
    strcpy((char *)map, "to child");
    HANDLE process = OpenProcess(PROCESS_DUP_HANDLE, FALSE, (DWORD)pid);
    EXPECT(process != NULL);
    OK(handle_get(&f, memory, NT, &mine));
    OK(handle_get(&f, memory, KMT, &parcel.number));
    EXPECT(DuplicateHandle(self, mine, process, &parcel.memory, 0, FALSE,
                           DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE));
    VkSemaphore semaphore = semaphore_new(&f, SEM_NT);
    VkSemaphoreGetWin32HandleInfoKHR get = {
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_GET_WIN32_HANDLE_INFO_KHR,
        .semaphore = semaphore,
        .handleType = SEM_NT,
    };
    OK(f.get_semaphore(f.device, &get, &mine));
    EXPECT(DuplicateHandle(self, mine, process, &parcel.semaphore, 0, FALSE,
                           DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE));
    EXPECT(CloseHandle(process));

    VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSubmitInfo submit = {
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
        .waitSemaphoreCount = 1,
        .pWaitSemaphores = &semaphore,
        .pWaitDstStageMask = &stage,
    };
    OK(vkQueueSubmit(f.queue, 1, &submit, VK_NULL_HANDLE));
    EXPECT(write(pipes[1], &parcel, sizeof parcel) == (ssize_t)sizeof parcel);
    OK(vkQueueWaitIdle(f.queue));
    for (unsigned i = 0; i < SIZE; i += 4)
        EXPECT(map[i] == 0x21 && map[i + 3] == 0x43);
    EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
    EXPECT(fixture_none_reported(&f));
    vkFreeMemory(f.device, memory, NULL);
    vkDestroySemaphore(f.device, semaphore, NULL);
    fixture_close(&f);
    return 0;
}
