/* What the processes of a session share: one segment, mapped by all.
 *
 * Every field is read and written under `lock` unless it says otherwise. The
 * truth is in the entries: an object's `refs`, the lists and the names can be
 * rebuilt from them (kernel_repair.c), which is what happens when a process
 * dies while it holds the lock. A page of zeros is a valid, unused part of
 * every array, so a fresh segment costs only the pages it touches. Those are
 * asked for before they are touched (segment_reserve.c).
 *
 * Indices, bounds and lengths are read through kernel_read.h: a process gone
 * wild may spoil the session, but not another process's memory. The exception
 * is `lock`, in which glibc keeps pointers: who writes there can do both.
 */
#ifndef HLOCAL_IMPL_KERNEL_KERNEL_LAYOUT_H
#define HLOCAL_IMPL_KERNEL_KERNEL_LAYOUT_H

#include "../sync.h"
#include "kernel.h"

#define KERNEL_MAGIC UINT64_C(0x31306c656e72656b)
#define KERNEL_LAYOUT_VERSION 2

#define KERNEL_ENTRIES 65536u /* of one process; entry 0 is never used */
#define KERNEL_OBJECTS 65536u /* of the session; object 0 is never used */
#define KERNEL_PROCESSES 128u
#define KERNEL_BUCKETS 1024u
#define KERNEL_GENERATIONS 8192u /* of one entry: 13 bits of the handle */

/* A freed index waits until this many others were freed after it. */
#define KERNEL_QUARANTINE 4096u

/* Room in /dev/shm is asked for in pieces of so many. */
#define KERNEL_ENTRY_CHUNK 256u
#define KERNEL_OBJECT_CHUNK 16u

enum entry_state {
    ENTRY_FREE, /* never used, or in the free list */
    ENTRY_OPEN, /* a handle of the application */
    ENTRY_HELD, /* a ref of the driver */
};

/* One handle. Its value is generation << 18 | index << 2. Generation and state
 * change together, by one store: whenever a process is killed, an entry is
 * either open under this value or free for the next. */
struct entry {
    uint32_t object; /* OPEN, HELD: index; FREE: next free entry or 0 */
    uint32_t access;
    union {
        struct {
            uint16_t generation; /* of this value, or when FREE of the next */
            uint8_t state;
            uint8_t flags; /* HANDLE_FLAG_ */
        };
        uint32_t word; /* all three */
    };
};

struct object {
    uint32_t kind;       /* 0: dead */
    uint32_t refs;       /* entries of all processes that name it */
    uint32_t generation; /* of this life, or when dead of the next one */
    uint32_t next;       /* dead: next free; named: next in the bucket */
    uint64_t bytes;      /* of shared memory */
    uint32_t mapped;     /* nonzero once any page may have been touched */
    uint32_t named;
    char label[HL_KERNEL_LABEL_MAX];
    unsigned char body[HL_KERNEL_BODY_MAX];
};

struct object_name {
    uint16_t length;
    uint16_t text[HL_KERNEL_NAME_MAX]; /* folded to upper case */
};

enum process_state {
    PROCESS_NONE,
    PROCESS_AWAITED, /* has handles, but never called in */
    PROCESS_JOINED,
};

struct process {
    uint32_t state;
    int32_t pid;
    uint64_t start;   /* process_life's: tells reused pids; 0 unknown */
    uint64_t program; /* what exec changes: tells a former self */
    uint32_t copies;  /* of this library in the process, one a member each */
    int32_t bytes_fd; /* the session's memory, as this process numbers it */
    uint32_t live;    /* entries in use */
    uint32_t fresh;   /* entries 1 .. fresh have been used */
    uint32_t freed;   /* length of the free list */
    uint32_t free_head, free_tail;
    struct entry entry[KERNEL_ENTRIES];
};

struct segment {
    _Atomic uint64_t magic; /* set last, by whoever made the segment */
    uint64_t bytes_device;  /* the session's memory, see bytes_is */
    uint64_t bytes_inode;
    pthread_mutex_t lock;  /* shared and robust; RANK_SESSION */
    _Atomic uint32_t tick; /* counts updates; a futex */
    uint32_t slots;        /* processes from here on were never used */
    uint32_t fresh;        /* objects 1 .. fresh have been used */
    uint32_t freed;
    uint32_t free_head, free_tail;
    uint32_t bucket[KERNEL_BUCKETS];
    struct object object[KERNEL_OBJECTS];
    struct object_name name[KERNEL_OBJECTS];
    struct process process[KERNEL_PROCESSES];
};

/* How many slots to look at. */
static inline uint32_t slots_used(const struct segment *segment)
{
    uint32_t slots = __atomic_load_n(&segment->slots, __ATOMIC_RELAXED);

    return slots < KERNEL_PROCESSES ? slots : KERNEL_PROCESSES;
}

_Static_assert((KERNEL_GENERATIONS << 18) - 1u <= 0x7FFFFFFFu,
               "a handle value fits 31 bits");
_Static_assert(sizeof(struct entry) == 12, "the word is the three fields");
_Static_assert(KERNEL_ENTRIES <= 1u << 16, "an entry index fits 16 bits");
_Static_assert(KERNEL_OBJECTS <= 1u << 16, "an object index fits 16 bits");

#endif /* HLOCAL_IMPL_KERNEL_KERNEL_LAYOUT_H */
