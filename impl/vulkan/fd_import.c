/* VK_KHR_external_memory_fd: a payload that is a memfd.
 *
 * The kernel counts its owners: every descriptor in any process, and the
 * driver's own. What an importer must know stands in the file's last page,
 * which no mapping of the memory reaches; seals keep the size.
 */
#define _GNU_SOURCE
#include "memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FD_MAGIC UINT64_C(0x6466766b6c6f6368)
#define FD_SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)
#define FD_PAGE 4096u

struct fd_trailer {
    uint64_t magic;
    struct vk_payload payload;
};

static off_t trailer_at(uint64_t size)
{
    return (off_t)((size + FD_PAGE - 1) / FD_PAGE * FD_PAGE);
}

int vk_fd_create(const struct vk_payload *payload)
{
    struct fd_trailer trailer = {.magic = FD_MAGIC, .payload = *payload};
    off_t at = trailer_at(payload->size);
    int fd = memfd_create("vk_hlocal", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0)
        return -1;
    if (ftruncate(fd, at + FD_PAGE) != 0 ||
        pwrite(fd, &trailer, sizeof trailer, at) != (ssize_t)sizeof trailer ||
        fcntl(fd, F_ADD_SEALS, FD_SEALS) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Whether `fd` is a memfd this driver made, and what it holds. */
static bool trailer_read(int fd, struct vk_payload *payload)
{
    struct fd_trailer trailer;
    struct stat file;

    if (fd < 0 || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode) ||
        file.st_size < FD_PAGE || file.st_size % FD_PAGE != 0)
        return false;
    int seals = fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & F_SEAL_SHRINK) == 0)
        return false; /* it could shrink under a mapping */
    off_t at = file.st_size - FD_PAGE;
    if (pread(fd, &trailer, sizeof trailer, at) != (ssize_t)sizeof trailer ||
        trailer.magic != FD_MAGIC || trailer.payload.size == 0 ||
        trailer.payload.size > (uint64_t)at ||
        trailer_at(trailer.payload.size) != at ||
        trailer.payload.type >= VK_MEMORY_TYPES)
        return false;
    *payload = trailer.payload;
    return true;
}

/* The payload must be of this physical device, and of this driver. */
static void check_origin(struct vk_call *call, const struct vk_device *device,
                         const struct vk_allocation *a)
{
    uint64_t fd = (uint64_t)a->import_fd->fd;
    bool same = vk_origin_same(&a->payload.origin, device);

    CHECK(call, VkImportMemoryFdInfoKHR_fd_00668,
          vk_origin_same_device(&a->payload.origin, device), fd);
    CHECK(call, VkImportMemoryFdInfoKHR_fd_01746, same, fd);
    CHECK(call, VkImportMemoryFdInfoKHR_fd_01520, same, fd);
}

void vk_import_fd(struct vk_call *call, const struct vk_device *device,
                  struct vk_allocation *a)
{
    const VkImportMemoryFdInfoKHR *info = a->import_fd;
    uint32_t type = info->handleType;

    CHECK(call, VkImportMemoryFdInfoKHR_handleType_parameter,
          vk_type_valid(type), (uint64_t)info->fd);
    if (!vk_type_valid(type))
        return;
    CHECK(call, VkImportMemoryFdInfoKHR_handleType_00669,
          (type & VK_TYPES_FD) != 0, (uint64_t)info->fd);
    CHECK(call, VkImportMemoryFdInfoKHR_handleType_00667,
          (vk_external_memory(type).externalMemoryFeatures &
           VK_EXTERNAL_MEMORY_FEATURE_IMPORTABLE_BIT) != 0,
          (uint64_t)info->fd);
    if (type != VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT)
        return;
    if (!trailer_read(info->fd, &a->payload)) {
        vk_call_violate(call, VUID_VkImportMemoryFdInfoKHR_handleType_00670,
                        (uint64_t)info->fd);
        return;
    }
    a->import_type = type;
    if (device != NULL)
        check_origin(call, device, a);
    vk_import_match(call, a, true);
}
