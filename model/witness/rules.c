/* Witnesses of determinism for the rules of semaphores, fences and file
 * descriptors (vk/sync.h, vk/fd.h): called twice with equal facts, each finds
 * the same requirements violated and answers the same. Like vk.c.
 */
#include "vk/fd.h"
#include "vk/sync.h"
#include "rules.h"

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_create(struct vks_create c)
{
    int32_t first = vks_create(c), second;
    /*@ ghost once: ; */
    second = vks_create(c);
    /*@ assert told:
          vks_create_semaphore_told{once}(c)
          && vks_create_semaphore_told{Here}(c); */
    /*@ assert told:
          vks_create_fence_told{once}(c)
          && vks_create_fence_told{Here}(c); */
    /*@ assert silent:
          \forall integer r;
            REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
            \at(vks_bad[r],once) == 0; */
    /*@ assert silent:
          \forall integer r;
            REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
            \at(vks_bad[r],Here) == 0; */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_get(struct vks_get g)
{
    int32_t first = vks_get(g), second;
    /*@ ghost once: ; */
    second = vks_get(g);
    /*@ assert told:
          vks_get_semaphore_told{once}(g)
          && vks_get_semaphore_told{Here}(g); */
    /*@ assert told:
          vks_get_fence_told{once}(g)
          && vks_get_fence_told{Here}(g); */
    /*@ assert silent:
          vks_silent{once}(REQ_VK_GETSEM_DEVICE,
            REQ_VK_GETFENCE_DEAD); */
    /*@ assert silent:
          vks_silent{Here}(REQ_VK_GETSEM_DEVICE,
            REQ_VK_GETFENCE_DEAD); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_import(struct vks_import i)
{
    int32_t first = vks_import(i), second;
    /*@ ghost once: ; */
    second = vks_import(i);
    /*@ assert told:
          vks_import_semaphore_told{once}(i)
          && vks_import_semaphore_told{Here}(i); */
    /*@ assert told:
          vks_import_fence_told{once}(i)
          && vks_import_fence_told{Here}(i); */
    /*@ assert told:
          vks_semaphore_payload_told{once}(i)
          && vks_semaphore_payload_told{Here}(i); */
    /*@ assert told:
          vks_fence_payload_told{once}(i)
          && vks_fence_payload_told{Here}(i); */
    /*@ assert silent:
          vks_silent{once}(REQ_VK_IMPSEM_DEVICE,
            REQ_VK_IMPFENCE_01540); */
    /*@ assert silent:
          vks_silent{Here}(REQ_VK_IMPSEM_DEVICE,
            REQ_VK_IMPFENCE_01540); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_get_fd(struct vks_get_fd g)
{
    int32_t first = vks_get_fd(g), second;
    /*@ ghost once: ; */
    second = vks_get_fd(g);
    /*@ assert told:
          vks_get_fd_told{once}(g)
          && vks_get_fd_told{Here}(g); */
    /*@ assert silent:
          vks_silent{once}(REQ_VK_GETFD_DEVICE,
            REQ_VK_GETFD_00672); */
    /*@ assert silent:
          vks_silent{Here}(REQ_VK_GETFD_DEVICE,
            REQ_VK_GETFD_00672); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_import_fd(struct vks_import_fd i)
{
    int32_t first = vks_import_fd(i), second;
    /*@ ghost once: ; */
    second = vks_import_fd(i);
    /*@ assert told:
          vks_import_fd_told{once}(i)
          && vks_import_fd_told{Here}(i); */
    /*@ assert told:
          vks_import_fd_match_told{once}(i)
          && vks_import_fd_match_told{Here}(i); */
    /*@ assert silent: vks_silent{once}(REQ_VK_IMPFD_TYPE, REQ_VK_DED_01879); */
    /*@ assert silent: vks_silent{Here}(REQ_VK_IMPFD_TYPE, REQ_VK_DED_01879); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vks_bad[0 .. REQ_VKS_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_fd_properties(struct vks_fd_properties q)
{
    int32_t first = vks_fd_properties(q), second;
    /*@ ghost once: ; */
    second = vks_fd_properties(q);
    /*@ assert told:
          vks_fd_properties_told{once}(q)
          && vks_fd_properties_told{Here}(q); */
    /*@ assert silent:
          vks_silent{once}(REQ_VK_FDPROPS_DEVICE,
            REQ_VK_FDPROPS_00673); */
    /*@ assert silent:
          vks_silent{Here}(REQ_VK_FDPROPS_DEVICE,
            REQ_VK_FDPROPS_00673); */
    return first == second;
}
