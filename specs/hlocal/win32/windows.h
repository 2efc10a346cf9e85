/* A <windows.h> for programs that use only what hlocal offers.
 *
 * Compile an existing Win32 source with -I<prefix>/include/hlocal/win32 and
 * link with -lhlocal. Types have Windows' sizes on LP64 systems: DWORD and
 * LONG have 32 bits, WCHAR has 16. What is not declared here hlocal does not
 * have, and the compiler will say so.
 */
#ifndef HLOCAL_WIN32_WINDOWS_H
#define HLOCAL_WIN32_WINDOWS_H

#include <hlocal.h>

#endif /* HLOCAL_WIN32_WINDOWS_H */
