/* vkCreateSemaphore, vkCreateFence: what may be exported, and as what.
 * How to read a contract: vk/step.h; what is modelled: vk/rules.h.
 */
#ifndef HLOCAL_SPECS_VK_SYNC_CREATE_H
#define HLOCAL_SPECS_VK_SYNC_CREATE_H

#include "vk/sync_type.h"
#include "vk/check.h"

/* One call, on a live device. All but `kind` and `types` are 0 or 1. */
struct vkr_create {
    uint32_t kind;          /* VKR_SEMAPHORE, VKR_FENCE */
    uint32_t has_export;    /* VkExport...CreateInfo is in the chain */
    uint32_t types;         /* its handleTypes */
    uint32_t has_win32;     /* VkExport...Win32HandleInfoKHR is too */
    uint32_t attributes_ok; /* pAttributes is NULL, or has its right size */
    uint32_t has_name;      /* name is not NULL */
    uint32_t name_ok;       /* and is a valid object name that is free */
};

#undef RULE_SET
#undef RULE_CALL
#define RULE_SET vkr_bad
#define RULE_CALL c

/* clang-format off */
#define VKR_CREATE_PAIRS(P, R)                                                 \
    P(R, EXPSEM_TYPES, EXPFENCE_TYPES, bits)                                   \
    P(R, EXPSEM_01124, EXPFENCE_01446, types)                                  \
    P(R, EXPSEM_01125, EXPFENCE_01447, win32, VKM_IF_STRICT)                   \
    P(R, EXPSEM_ATTRIBUTES, EXPFENCE_ATTRIBUTES, attributes)                   \
    P(R, EXPSEM_NAME, EXPFENCE_NAME, name)
#define VKR_CREATE_SEMAPHORE_RULES(R) VKR_CREATE_PAIRS(RULE_FIRST, R)
#define VKR_CREATE_FENCE_RULES(R) VKR_CREATE_PAIRS(RULE_SECOND, R)
#define VKR_CREATE_PAIR(R, first, second, name, ...)                           \
    predicate VK_##first(struct vkr_create c) =                                \
      c.kind == VKR_SEMAPHORE && vkr_create_##name##_bad(c);                   \
    predicate VK_##second(struct vkr_create c) =                               \
      c.kind == VKR_FENCE && vkr_create_##name##_bad(c);
/* clang-format on */

/*@ // Win32 handle information counts only beside an export structure.
    predicate vkr_create_win32(struct vkr_create c) =
      c.has_export == 1 && c.has_win32 == 1;

    // Bits that mean something: 0x9F to a semaphore, 0xF to a fence.
    predicate vkr_create_bits_bad(struct vkr_create c) =
         c.has_export == 1
      && (c.kind == VKR_FENCE
          ? c.types / 0x10 != 0
          : c.types / 0x100 != 0 || c.types / 0x20 % 4 != 0);

    // The two extensions' common text.
    predicate vkr_create_types_bad(struct vkr_create c) =
         c.has_export == 1 && c.types != 0 && c.types != 0x2
      && c.types != 0x4 && c.types != 0x6;
    predicate vkr_create_win32_bad(struct vkr_create c) =
      vkr_create_win32(c) && !vkr_types_nt(c.kind, c.types);
    predicate vkr_create_attributes_bad(struct vkr_create c) =
      vkr_create_win32(c) && c.attributes_ok != 1;
    // Looked up by a call that is right, and gives NT handles.
    predicate vkr_create_name_bad(struct vkr_create c) =
         vkr_create_win32(c) && c.attributes_ok == 1
      && (c.types == 0x2 || c.types == 0x6)
      && c.has_name == 1 && c.name_ok != 1;

    VKR_CREATE_PAIRS(VKR_CREATE_PAIR, )

    predicate vkr_create_semaphore_bad{L}(struct vkr_create c) =
      RULES_BROKEN(VKR_CREATE_SEMAPHORE_RULES);
    predicate vkr_create_semaphore_reported{L}(struct vkr_create c) =
         RULES_REPORTED(VKR_CREATE_SEMAPHORE_RULES);
    predicate vkr_create_fence_bad{L}(struct vkr_create c) =
      RULES_BROKEN(VKR_CREATE_FENCE_RULES);
    predicate vkr_create_fence_reported{L}(struct vkr_create c) =
         RULES_REPORTED(VKR_CREATE_FENCE_RULES);
*/

/* vkCreateSemaphore. */
/*@ REFUSES(VKR_CREATE_SEMAPHORE_RULES, vkr_create_semaphore_bad(c)) */
int32_t vkr_check_create_semaphore(struct vkr_create c);

/* vkCreateFence. */
/*@ REFUSES(VKR_CREATE_FENCE_RULES, vkr_create_fence_bad(c)) */
int32_t vkr_check_create_fence(struct vkr_create c);

/* Either, as `kind` says. */
/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   set:     vkr_create_semaphore_reported(c)
                       && vkr_create_fence_reported(c);
    ensures   only:  \forall integer r;
                       REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
                       vkr_bad[r] == 0;
    ensures   answer:  vkr_create_semaphore_bad(c) || vkr_create_fence_bad(c)
                       ? \result == VKM_VALIDATION_FAILED
                       : \result == VKM_OK;
*/
int32_t vkr_create(struct vkr_create c);

#endif /* HLOCAL_SPECS_VK_SYNC_CREATE_H */
