/* What the library asks of gcc and clang beyond the C standard. */
#ifndef HLOCAL_IMPL_COMPILER_H
#define HLOCAL_IMPL_COMPILER_H

#define LIKELY(x) (__builtin_expect(!!(x), 1) != 0)
#define UNLIKELY(x) (__builtin_expect(!!(x), 0) != 0)

/* For the few functions that almost every call runs. */
#define HL_HOT static inline __attribute__((always_inline))

/* Data of the library's own: reached without the global offset table. */
#define HL_HIDDEN __attribute__((visibility("hidden")))

#endif /* HLOCAL_IMPL_COMPILER_H */
