/* Witnesses of determinism for the rules of semaphores, fences and file
 * descriptors (vk/sync.h, vk/fd.h): called twice with equal facts, each finds
 * the same requirements violated and answers the same. Like vk.c.
 */
#include "vk/fd.h"
#include "vk/sync.h"
#include "rules.h"

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_create(struct vkr_create c)
{
    int32_t first = vkr_create(c), second;
    /*@ ghost once: ; */
    second = vkr_create(c);
    /*@ assert report:
          vkr_create_semaphore_reported{once}(c)
          && vkr_create_semaphore_reported{Here}(c); */
    /*@ assert report:
          vkr_create_fence_reported{once}(c)
          && vkr_create_fence_reported{Here}(c); */
    /*@ assert only:
          \forall integer r;
            REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
            \at(vkr_bad[r],once) == 0; */
    /*@ assert only:
          \forall integer r;
            REQ_VK_EXPFENCE_NAME < r < REQ_VK_EXPSEM_TYPES ==>
            \at(vkr_bad[r],Here) == 0; */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_get(struct vkr_get g)
{
    int32_t first = vkr_get(g), second;
    /*@ ghost once: ; */
    second = vkr_get(g);
    /*@ assert report:
          vkr_get_semaphore_reported{once}(g)
          && vkr_get_semaphore_reported{Here}(g); */
    /*@ assert report:
          vkr_get_fence_reported{once}(g)
          && vkr_get_fence_reported{Here}(g); */
    /*@ assert only:
          vkr_none_reported_but{once}(REQ_VK_GETSEM_DEVICE,
            REQ_VK_GETFENCE_DEAD); */
    /*@ assert only:
          vkr_none_reported_but{Here}(REQ_VK_GETSEM_DEVICE,
            REQ_VK_GETFENCE_DEAD); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_import(struct vkr_import i)
{
    int32_t first = vkr_import(i), second;
    /*@ ghost once: ; */
    second = vkr_import(i);
    /*@ assert report:
          vkr_import_semaphore_reported{once}(i)
          && vkr_import_semaphore_reported{Here}(i); */
    /*@ assert report:
          vkr_import_fence_reported{once}(i)
          && vkr_import_fence_reported{Here}(i); */
    /*@ assert report:
          vkr_semaphore_payload_reported{once}(i)
          && vkr_semaphore_payload_reported{Here}(i); */
    /*@ assert report:
          vkr_fence_payload_reported{once}(i)
          && vkr_fence_payload_reported{Here}(i); */
    /*@ assert only:
          vkr_none_reported_but{once}(REQ_VK_IMPSEM_DEVICE,
            REQ_VK_IMPFENCE_01540); */
    /*@ assert only:
          vkr_none_reported_but{Here}(REQ_VK_IMPSEM_DEVICE,
            REQ_VK_IMPFENCE_01540); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_get_fd(struct vkr_get_fd g)
{
    int32_t first = vkr_get_fd(g), second;
    /*@ ghost once: ; */
    second = vkr_get_fd(g);
    /*@ assert report:
          vkr_get_fd_reported{once}(g)
          && vkr_get_fd_reported{Here}(g); */
    /*@ assert only:
          vkr_none_reported_but{once}(REQ_VK_GETFD_DEVICE,
            REQ_VK_GETFD_00672); */
    /*@ assert only:
          vkr_none_reported_but{Here}(REQ_VK_GETFD_DEVICE,
            REQ_VK_GETFD_00672); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_import_fd(struct vkr_import_fd i)
{
    int32_t first = vkr_import_fd(i), second;
    /*@ ghost once: ; */
    second = vkr_import_fd(i);
    /*@ assert report:
          vkr_import_fd_reported{once}(i)
          && vkr_import_fd_reported{Here}(i); */
    /*@ assert report:
          vkr_import_fd_match_reported{once}(i)
          && vkr_import_fd_match_reported{Here}(i); */
    /*@ assert only: vkr_none_reported_but{once}(REQ_VK_IMPFD_TYPE,
                                                 REQ_VK_DED_01879); */
    /*@ assert only: vkr_none_reported_but{Here}(REQ_VK_IMPFD_TYPE,
                                                 REQ_VK_DED_01879); */
    return first == second;
}

/*@ terminates         \true;
    exits              \false;
    assigns            vkr_bad[0 .. REQ_VKR_MAX - 1];
    ensures   same:    \result == 1;
*/
uint32_t same_vks_fd_properties(struct vkr_fd_properties q)
{
    int32_t first = vkr_fd_properties(q), second;
    /*@ ghost once: ; */
    second = vkr_fd_properties(q);
    /*@ assert report:
          vkr_fd_properties_reported{once}(q)
          && vkr_fd_properties_reported{Here}(q); */
    /*@ assert only:
          vkr_none_reported_but{once}(REQ_VK_FDPROPS_DEVICE,
            REQ_VK_FDPROPS_00673); */
    /*@ assert only:
          vkr_none_reported_but{Here}(REQ_VK_FDPROPS_DEVICE,
            REQ_VK_FDPROPS_00673); */
    return first == second;
}
