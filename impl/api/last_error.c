#include "hlocal.h"
#include "last_error.h"

_Thread_local uint32_t hli_last_error;

DWORD WINAPI GetLastError(void)
{
    return hli_last_error;
}

void WINAPI SetLastError(DWORD error)
{
    hli_last_error = error;
}
