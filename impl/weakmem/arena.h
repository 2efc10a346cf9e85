/* The memory that the library gets in a simulation, and its variables: put back
 * before each execution to what they were when the client's setup was done.
 */
#ifndef HLOCAL_IMPL_WEAKMEM_ARENA_H
#define HLOCAL_IMPL_WEAKMEM_ARENA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a simulated access concerns. */
enum arena_part {
    ARENA_NONE,  /* a thread's own: its stack, what is never written */
    ARENA_OURS,  /* the library's: variables, and what describes blocks */
    ARENA_BLOCKS /* the program's bytes */
};

enum arena_part arena_part(uintptr_t at);

/* Whether it is in a reservation, and not a variable. */
int arena_is_inside(uintptr_t at);

/* The library's next reservation: first blocks, then what describes them. */
void *arena_reserve(size_t bytes);

/* `bytes` bytes at `at` are about to change. */
void arena_note(uintptr_t at, size_t bytes);

/* Make pages accessible; whether the page at `at` is, and the
 * token it was committed with: 0 in setup. */
void arena_commit(uintptr_t at, size_t bytes, uint64_t token);
int arena_is_committed(uintptr_t at, uint64_t *token);

/* Whether the page at `at` may hold anything but zeros. */
int arena_is_written(uintptr_t at);

void arena_keep(void);
void arena_put_back(void);

/* The thread-local variables of the program that runs. */
void *arena_thread_variables(size_t *bytes);

/* What stands at an address, for a trace. */
void arena_describe(uintptr_t at, char *text, size_t room);

#ifdef __cplusplus
}
#endif

#endif /* HLOCAL_IMPL_WEAKMEM_ARENA_H */
