/* One Vulkan or handle call, as decoded from a line of input: which call, of
 * what, and what is wrong with it. Nothing here knows the driver or the model.
 */
#ifndef HLOCAL_FUZZ_VK_OP_H
#define HLOCAL_FUZZ_VK_OP_H

#include <stddef.h>
#include <stdint.h>

/* Ops in one input; what follows is not read. */
#define VKF_OPS_MAX 256u
#define VKF_OP_BYTES 12u

enum vkf_do {
    VKF_DEVICE,   /* vkCreateDevice */
    VKF_UNDEVICE, /* vkDestroyDevice */
    VKF_BUFFER,   /* vkCreateBuffer */
    VKF_IMAGE,    /* vkCreateImage */
    VKF_UNRESOURCE,
    VKF_ALLOCATE, /* vkAllocateMemory */
    VKF_IMPORT,   /* the same, with an import */
    VKF_FREE,
    VKF_GET, /* vkGetMemoryWin32HandleKHR */
    VKF_PROPERTIES,
    VKF_MAP,
    VKF_UNMAP,
    VKF_BIND,
    VKF_WRITE, /* the program writes through a mapping */
    VKF_CLOSE, /* CloseHandle */
    VKF_DUPLICATE,
    VKF_COMPARE,
    VKF_GET_FLAGS,
    VKF_SET_FLAGS,
    VKF_POLICY,    /* profile and knobs of the driver */
    VKF_SEMAPHORE, /* vkCreateSemaphore */
    VKF_FENCE,     /* vkCreateFence */
    VKF_UNSYNC,    /* vkDestroySemaphore, vkDestroyFence */
    VKF_SYNC_GET,  /* vkGetSemaphoreWin32HandleKHR, and of fences */
    VKF_RECEIVE,   /* vkImportSemaphoreWin32HandleKHR, and of fences */
    VKF_OPERATE,   /* signal it, or take the signal away */
    VKF_FD_GET,    /* vkGetMemoryFdKHR */
    VKF_FD_PROPERTIES,
    VKF_FD_IMPORT, /* vkAllocateMemory, with a descriptor */
    VKF_FD_CLOSE   /* close() */
};

struct vkf_call {
    char letter; /* first column */
    enum vkf_do does;
    const char *name;
};

extern const struct vkf_call vkf_calls[];
extern const uint32_t vkf_call_count;

/* What is wrong with a call, or unusual about it. */
#define VKF_NO_INFO 0x1u /* the structure is NULL */
#define VKF_NO_OUT 0x2u  /* the output is NULL */
#define VKF_BAD_STYPE 0x4u
#define VKF_BAD_NEXT 0x8u     /* pNext not NULL; a stranger in the chain */
#define VKF_TWICE 0x10u       /* one structure twice in the chain */
#define VKF_NV 0x20u          /* NV's predecessor in the chain */
#define VKF_CAPTURE 0x40u     /* a capture address */
#define VKF_MASK 0x80u        /* deviceMask 2 */
#define VKF_SECOND 0x100u     /* another import in the chain */
#define VKF_ATTRIBUTES 0x200u /* nLength is wrong */
#define VKF_FLAGS 0x400u      /* flags that must be 0 */
#define VKF_LAYOUT 0x800u     /* initialLayout PREINITIALIZED */

/* Structures that may go along. */
#define VKF_WIN32 0x1u     /* export handle information */
#define VKF_INHERIT 0x2u   /* bInheritHandle; DuplicateHandle's inherit */
#define VKF_DEDICATED 0x4u /* to the op's resource */
#define VKF_BOTH 0x8u      /* to an image and a buffer */
#define VKF_AGAIN 0x10u    /* an import to be exported again, NT and KMT */
#define VKF_AGAIN_FD 0x20u /* the same as fd */
#define VKF_DROP 0x40u     /* DUPLICATE_CLOSE_SOURCE */
#define VKF_USAGE 0x80u    /* a resource of another usage */
#define VKF_OTHER_GPU 0x100u
#define VKF_TEMPORARY 0x200u /* of an import into a semaphore or fence */

/* One line of input. Selectors are looked up when the call is made. */
struct vkf_op {
    uint8_t call;      /* index into vkf_calls */
    uint8_t device;    /* selectors, vk/names.c */
    uint8_t object;    /*   memory object, semaphore or handle */
    uint8_t resource;  /*   buffer or image, second handle, importer */
    uint8_t has_types; /* 1: an export structure is there */
    uint8_t size;      /* a letter; each call has its own table */
    uint8_t name;      /* 0: none, 1..VKF_NAME_MAX */
    uint8_t type;      /* memory type index; VKF_TYPE_RIGHT */
    uint8_t fault;     /* 0, or which failure is injected */
    uint8_t number;    /* of the option column: policy, handle flags */
    uint32_t types;    /* VkExternalMemoryHandleTypeFlags */
    uint32_t options;
    uint32_t flaws;
};

#define VKF_TYPE_RIGHT 0xFFu /* whatever is right */
#define VKF_NAME_MAX 6u

/* Decode one op from exactly VKF_OP_BYTES bytes. Every line is one:
 *
 *   column 0   call      a letter of vk/decode.c
 *          1   device    ' ' the right one; 0..9 A..Z by number, a..z among
 *          2   object    the living; '-' NULL, '!' garbage, '+' a neighbour
 *          3   resource
 *          4   types     n NT, k KMT, b both, f fd, ... ; ' ' none given
 *          5   size      a letter or digit; of a semaphore t timeline, of a
 *                        fence s signaled, x calls the other kind's command
 *          6   options   w win32, h inherit, d dedicated, ...
 *          7   name      ' ' none, 1..3, 4 (1 otherwise spelt), 5 6 (no name)
 *          8   type      ' ' the right memory type, or 0..9
 *          9   flaw      ' ' none, i o s p t n c m 2 a f l
 *         10   scarcity  1 host memory, 2 device memory, 3 objects,
 *                        4 unknown, 5 address space
 *         11   newline
 */
void vkf_decode(const uint8_t *bytes, struct vkf_op *op);

/* Ops in an input of `size` bytes: whole lines only. */
uint32_t vkf_decode_count(size_t size);

#endif /* HLOCAL_FUZZ_VK_OP_H */
