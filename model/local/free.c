/* Free. */
#include "local/free.h"

uint64_t hlm_free(uint64_t v, uint32_t kind, uint32_t at)
{
    struct hlm_object none = {0, 0, 0, 0, 0, 0, 0, 0, 0};
    if (kind == HLM_K_NULL)
        return 0;
    if (kind == HLM_K_NO_OBJECT || kind == HLM_K_INSIDE) {
        hlm_error = ERROR_NOACCESS;
        return v;
    }
    if (kind == HLM_K_FIXED) {
        hlm_tab[at] = none;
        return 0;
    }
    if (kind == HLM_K_MOVABLE || kind == HLM_K_DISCARDED) {
        none.state = HLM_FREED;
        none.value = v;
        hlm_tab[at] = none;
        return 0;
    }
    hlm_error = ERROR_INVALID_HANDLE;
    return v;
}
