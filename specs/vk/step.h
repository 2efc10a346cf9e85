/* Vulkan memory export: one step function for each call, with its contract.
 *
 * How to read one. A behavior or a clause is named after the requirement it
 * states (vk/requirements.md). Behaviors named by one word in capitals
 * (FAULT, ILLEGAL, FULL, INVALID ...) split every case between them; the
 * requirements stand beside them.
 *
 * Arguments
 *   device, memory, ...  the index that the handle passed means, or ..._MAX
 *                        for a handle that means nothing live: NULL, stale,
 *                        forged. vk/find.h finds it, in the same state.
 *   has_, _ok            0 or 1: a pointer that may be NULL, a field that may
 *                        be wrong
 * Choices, made by the implementation and observed before the step
 *   value, id            what it returned; `open`, `at`: what that meant before
 *   slot, room           where the model puts what is made (vkm_vacant_...)
 *   fault_armed, fault   the call was made to fail, with this VkResult
 *
 * Results. VkResult as predicted, and outputs in vkm_out_..., defined on every
 * failure too. VKM_ILLEGAL_CHOICE: the documents do not allow what was chosen.
 * VKM_FULL: a table of the model is too small. vkm_bad[] is the set of
 * requirements that the call violated, exactly; whether and how one is
 * answered is a matter of vkm_rules.
 */
#ifndef HLOCAL_SPECS_VK_STEP_H
#define HLOCAL_SPECS_VK_STEP_H

#include "vk/state.h"
#include "vk/require.h"
#include "vk/find.h"
#include "vk/payload.h"
#include "vk/device.h"
#include "vk/resource.h"
#include "vk/allocate.h"
#include "vk/export.h"
#include "vk/properties.h"
#include "vk/map.h"
#include "vk/bind.h"
#include "vk/handle.h"

#endif /* HLOCAL_SPECS_VK_STEP_H */
