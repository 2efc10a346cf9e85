/* Checks of the library by itself, in builds that look for bugs: those with
 * ASan or TSan, all builds of the fuzz harness, and any with -DHL_CHECKS=1. In
 * other builds the checks are no code, and their conditions are not evaluated.
 *
 * There are three kinds:
 *   HL_REQUIRE     at the head of a function of core/: its ACSL precondition
 *   *_is_valid     the invariant of a data structure (heap/valid.h,
 *                  kernel/valid.h)
 *   rank.h         the order in which mutexes are taken
 */
#ifndef HLOCAL_IMPL_CHECKS_H
#define HLOCAL_IMPL_CHECKS_H

#if defined(__FRAMAC__)
/* Frama-C proves preconditions where they stand in ACSL. It must see nothing
 * of this, or every goal would change. */
#undef HL_CHECKS
#define HL_CHECKS 0
#elif !defined(HL_CHECKS)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HL_CHECKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HL_CHECKS 1
#endif
#endif
#endif

#ifndef HL_CHECKS
#define HL_CHECKS 0
#endif

#if HL_CHECKS

/* Say on standard error where the caller broke which condition, and abort.
 * Allocates nothing: the heap may be what is broken. */
_Noreturn void hli_check_failed(const char *file, int line,
                                const char *condition)
    __attribute__((visibility("default")));

/* Say where a data structure breaks which part of its invariant; returns 0. */
int hli_check_report(const char *file, int line, const char *condition)
    __attribute__((visibility("default")));

/* The caller's duty. The message names the file and line of the function. */
#define HL_REQUIRE(condition)                                                  \
    ((condition) ? (void)0 : hli_check_failed(__FILE__, __LINE__, #condition))

/* A part of an invariant: where it does not hold, the function says so and
 * returns 0. */
#define HL_HOLDS(condition)                                                    \
    do {                                                                       \
        if (!(condition))                                                      \
            return hli_check_report(__FILE__, __LINE__, #condition);           \
    } while (0)

#else

#define HL_REQUIRE(condition)

#endif

#endif /* HLOCAL_IMPL_CHECKS_H */
