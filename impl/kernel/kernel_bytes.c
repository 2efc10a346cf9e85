/* The memory of objects: windows of one sparse file.
 *
 * Object and generation together pick a window of 32 GiB, so there is no
 * allocator, any number of payloads costs one descriptor, and a mapping that
 * outlives its object meets no other's bytes. A window is emptied by punching
 * a hole: the next user reads zeros, never another process's data.
 */
#define _GNU_SOURCE
#include "kernel_table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* 2^11 generations * 2^16 objects * 2^35 bytes end at 2^62. */
#define WINDOW_GENERATIONS 2048u

static off_t window_offset(kernel_id id)
{
    uint64_t window = id % ((uint64_t)KERNEL_OBJECTS * WINDOW_GENERATIONS);

    return (off_t)(window * HL_KERNEL_BYTES_MAX);
}

static uint64_t page_round(uint64_t bytes)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);

    return (bytes + page - 1) / page * page;
}

void bytes_discard(struct session *session, uint32_t index)
{
    const struct object *object = &session->segment->object[index];

    if (!bytes_ready(session))
        return; /* whoever first maps the next window empties it before */
    /* Failure leaves pages behind that nobody will map for long. */
    (void)fallocate(session->bytes_fd,
                    FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                    window_offset(object_id(session->segment, index)),
                    (off_t)page_round(object_bytes(object)));
}

void *hl_kernel_map(kernel_id id, uint64_t bytes)
{
    struct session *session = session_enter();
    int fd = -1;

    if (session == NULL)
        return NULL;
    uint32_t index = (uint32_t)(id % KERNEL_OBJECTS);
    struct object *object = object_find(session->segment, HL_KERNEL_MEMORY, id);
    if (object != NULL && index != 0 && bytes > 0 &&
        bytes <= object_bytes(object) && bytes_ready(session)) {
        /* A process that died at the wrong moment may have left pages. */
        if (!object->mapped)
            bytes_discard(session, index);
        object->mapped = 1;
        fd = session->bytes_fd;
    }
    session_leave(session);
    if (fd < 0)
        return NULL;
    void *at = mmap(NULL, page_round(bytes), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_NORESERVE, fd, window_offset(id));
    return at == MAP_FAILED ? NULL : at;
}

void hl_kernel_unmap(void *at, uint64_t bytes)
{
    if (at != NULL)
        munmap(at, page_round(bytes));
}
