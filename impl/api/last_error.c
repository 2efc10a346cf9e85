#include "hlocal.h"
#include "last_error.h"

_Thread_local uint32_t hl_last_error;

DWORD WINAPI GetLastError(void)
{
    return hl_last_error;
}

void WINAPI SetLastError(DWORD error)
{
    hl_last_error = error;
}
