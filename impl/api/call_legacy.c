#include "hlocal.h"

SIZE_T WINAPI LocalCompact(UINT bytes)
{
    (void)bytes;
    return 0;
}

SIZE_T WINAPI LocalShrink(HLOCAL object, UINT bytes)
{
    (void)object;
    (void)bytes;
    return 0;
}

SIZE_T WINAPI GlobalCompact(DWORD bytes)
{
    (void)bytes;
    return 0;
}

void WINAPI GlobalFix(HGLOBAL object)
{
    if (object != INVALID_HANDLE_VALUE)
        (void)!GlobalLock(object);
}

void WINAPI GlobalUnfix(HGLOBAL object)
{
    if (object != INVALID_HANDLE_VALUE)
        (void)GlobalUnlock(object);
}

LPVOID WINAPI GlobalWire(HGLOBAL object)
{
    return GlobalLock(object);
}

BOOL WINAPI GlobalUnWire(HGLOBAL object)
{
    return GlobalUnlock(object);
}
