/* The probe: ask this system every question of specs/local/requirements.md.
 *
 * It uses <windows.h> alone, so the same source asks hlocal, Wine and Windows:
 * build it with -Ispecs -Ispecs/hlocal/win32 and link libhlocal, or build it
 * with mingw-w64. Every case is one line,
 *
 *     REQUIREMENT: the case -> the answer
 *
 * without addresses, the same in every run, so that diff compares systems.
 * Each case builds the objects it needs and stands on no other case: any of
 * them may be left out, which is how a crash is survived (probe_platform.c).
 */
#ifndef HLOCAL_IMPL_TEST_PROBE_PROBE_H
#define HLOCAL_IMPL_TEST_PROBE_PROBE_H

#include <windows.h>
#include <stddef.h>
#include <stdint.h>

#define PROBE_ERROR_SEED 0xdeadbeefu /* last error before each call */
#define PROBE_FILL 0x5A              /* content of every object made here */
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- The two families of calls ------------------------------------------ */

struct family {
    const char *name; /* "Local" or "Global" */
    UINT discardable; /* its DISCARDABLE mark */
    HANDLE(WINAPI *alloc)(UINT, SIZE_T);
    HANDLE(WINAPI *realloc)(HANDLE, SIZE_T, UINT);
    LPVOID(WINAPI *lock)(HANDLE);
    BOOL(WINAPI *unlock)(HANDLE);
    HANDLE(WINAPI *handle)(LPCVOID);
    SIZE_T(WINAPI *size)(HANDLE);
    UINT(WINAPI *flags)(HANDLE);
    HANDLE(WINAPI *free)(HANDLE);
};

#define FAMILY_COUNT 2
extern const struct family families[FAMILY_COUNT];

/* ---- Cases (probe_main.c) ----------------------------------------------- */

/* Begin a case. 0: this process is not to run it; do nothing more. Otherwise
 * "row: title -> " is printed and the case must end with probe_answer. */
int probe_case(const char *row, const char *title, ...)
    __attribute__((format(printf, 2, 3)));

/* Say that this case may harm a heap that trusts its callers: on Windows the
 * process ends after it and another takes over. */
void probe_harmful(void);

/* Part of an answer, and its end. */
void probe_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void probe_answer(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* ---- Words (probe_words.c) ---------------------------------------------- */

/* Set the last error to a value no call sets. */
void seed_error(void);

/* The name of the last error: "untouched" if it still is the seeded one. */
const char *error_name(void);
const char *error_text(DWORD error);

/* NULL, pointer (0 modulo 16), handle (8 modulo 16) or odd. */
const char *kind_of(const void *value);

/* "itself" if value is what was passed, otherwise its kind. */
const char *answer_of(const void *value, const void *passed);

int is_movable(HANDLE object);

/* Whether bytes[from .. to-1] all have this value. */
int all_bytes(const void *bytes, SIZE_T from, SIZE_T to, int value);

/* The object's block: a movable object is locked and unlocked for it. NULL
 * for a discarded one. */
void *block_of(HANDLE object);

/* An object with `locks` locks and PROBE_FILL in every byte. Never NULL: the
 * probe gives up when an ordinary allocation fails. */
HANDLE make_object(const struct family *family, UINT flags, SIZE_T bytes,
                   unsigned locks);

enum kind { KIND_FIXED, KIND_UNLOCKED, KIND_LOCKED, KIND_DISCARDED };
extern const char *const kind_names[];

/* make_object by kind: a locked object has one lock, a discarded one no
 * bytes. */
HANDLE make_kind(const struct family *family, enum kind kind, SIZE_T bytes);

/* Call family->lock `count` times. */
void lock_times(const struct family *family, HANDLE object, unsigned count);

/* The handle values nobody issued, 8 and 0 modulo 16. */
HANDLE garbage_handle(void);
HANDLE unmapped_address(void);

/* The first multiple of 16 at or after p. */
void *align_16(void *p);

/* ---- Sections ----------------------------------------------------------- */

void probe_constants(void);
void probe_alloc(void);
void probe_limit(void);
void probe_representation(void);
void probe_last_error(void);
void probe_live(void);
void probe_bad(void);
void probe_mixed(void);
void probe_realloc(void);
void probe_modify(void);
void probe_grid(void);
void probe_crowded(void);
void probe_old_calls(void);

/* ---- What differs between systems (probe_platform.c) -------------------- */

/* Run all sections by calling run(first): here, or in child processes that
 * take over from each other. Returns main's result. */
int platform_main(int argc, char **argv, void (*run)(unsigned first));

/* This process has done its part; the next one goes on. Does nothing where
 * the library promises to survive anything. */
void platform_hand_over(void);

/* Run `body` in a new thread and wait for its end. */
void platform_thread(void (*body)(void *), void *argument);

/* 16 bytes of another allocator, and a page that cannot be written; both are
 * never given back. */
void *platform_foreign_block(void);
void *platform_read_only_page(void);

/* Whether handles point at a slot whose words programs may read. */
int platform_has_slots(void);

#endif /* HLOCAL_IMPL_TEST_PROBE_PROBE_H */
