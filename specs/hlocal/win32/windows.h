/* A <windows.h> for programs that use only what hlocal offers.
 *
 * Compile an existing Win32 source with -I<prefix>/include/hlocal/win32 and
 * link with -lhlocal; define VK_USE_PLATFORM_WIN32_KHR and vulkan.h finds
 * here what vulkan_win32.h needs. Types have Windows' sizes on LP64 systems:
 * DWORD and LONG have 32 bits, WCHAR has 16. Write wide literals u"..."; with
 * -fshort-wchar L"..." has the size too. What is not declared here hlocal
 * does not have, and the compiler will say so.
 *
 * On Windows itself this folder must not be on the include path.
 */
#ifndef HLOCAL_WIN32_WINDOWS_H
#define HLOCAL_WIN32_WINDOWS_H

/* By place, so that this folder alone on the include path is enough. */
#include "../../hlocal.h"
#include "../handle.h"

#define CONST const
#define VOID void
#define CALLBACK
#define APIENTRY WINAPI
#define WINAPIV
#define MAX_PATH 260

typedef char CHAR;
typedef short SHORT;
typedef unsigned char UCHAR;
typedef unsigned short USHORT;
typedef uint8_t BOOLEAN;
typedef float FLOAT;
typedef int32_t INT32;
typedef uint32_t UINT32;
typedef int64_t INT64;
typedef uint64_t UINT64;
typedef uint32_t DWORD32;
typedef uint64_t DWORD64;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef uint64_t DWORDLONG;
typedef intptr_t SSIZE_T;
typedef int32_t HRESULT;

#ifdef __cplusplus
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif

typedef BYTE *PBYTE, *LPBYTE;
typedef BOOL *PBOOL;
typedef INT *PINT, *LPINT;
typedef UINT *PUINT;
typedef LONG *PLONG, *LPLONG;
typedef WORD *PWORD, *LPWORD;
typedef DWORD *PDWORD;
typedef ULONG *PULONG;
typedef SIZE_T *PSIZE_T;
typedef CHAR *PCHAR, *PSTR, *LPSTR;
typedef const CHAR *PCSTR, *LPCSTR;
typedef WCHAR *PWCHAR, *PWSTR, *LPWSTR;
typedef const WCHAR *PCWSTR, *LPCWSTR;

#define DECLARE_HANDLE(name)                                                   \
    struct name##__ {                                                          \
        int unused;                                                            \
    };                                                                         \
    typedef struct name##__ *name

DECLARE_HANDLE(HINSTANCE);
DECLARE_HANDLE(HWND);
DECLARE_HANDLE(HMONITOR);
DECLARE_HANDLE(HDC);
typedef HINSTANCE HMODULE;

/* Of the attributes only bInheritHandle has an effect: there are no security
 * descriptors here, every handle belongs to one user. */
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength; /* sizeof(SECURITY_ATTRIBUTES) */
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

typedef struct _LUID {
    DWORD LowPart;
    LONG HighPart;
} LUID, *PLUID;

typedef struct tagRECT {
    LONG left, top, right, bottom;
} RECT, *PRECT, *LPRECT;

typedef union _LARGE_INTEGER {
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

#define DELETE 0x00010000u
#define READ_CONTROL 0x00020000u
#define WRITE_DAC 0x00040000u
#define WRITE_OWNER 0x00080000u
#define SYNCHRONIZE 0x00100000u
#define STANDARD_RIGHTS_REQUIRED 0x000F0000u
#define STANDARD_RIGHTS_ALL 0x001F0000u

#ifdef __cplusplus
static_assert(sizeof(DWORD) == 4 && sizeof(LONG) == 4 && sizeof(WCHAR) == 2 &&
                  sizeof(BOOL) == 4 && sizeof(LUID) == 8,
              "the types have Windows' sizes");
#else
_Static_assert(sizeof(DWORD) == 4 && sizeof(LONG) == 4 && sizeof(WCHAR) == 2 &&
                   sizeof(BOOL) == 4 && sizeof(LUID) == 8,
               "the types have Windows' sizes");
#endif

#endif /* HLOCAL_WIN32_WINDOWS_H */
