/* A population of objects with known contents, for the workloads that look at
 * memory. Each object's bytes are derived from its number, so that whatever
 * moves it can be checked. */
#ifndef HLOCAL_IMPL_BENCH_FOOTPRINT_H
#define HLOCAL_IMPL_BENCH_FOOTPRINT_H

#include "worker.h"

struct object_note {
    char *block;   /* its address when last noted */
    uint32_t size; /* as requested */
    uint32_t number;
};

struct footprint {
    size_t live; /* objects alive: object[0..live-1] of the job */
    size_t bytes;
    struct object_note *note; /* beside the job's object array */
};

bool footprint_open(struct job *job);
void footprint_close(struct job *job);

/* Make objects until n live; free random ones until n live. */
void footprint_fill(struct job *job, size_t n);
void footprint_free(struct job *job, size_t n);

/* Remember every object's address; later, check every object's size and each
 * of its bytes, and return how many have moved. */
void footprint_note(struct job *job);
size_t footprint_verify(struct job *job);

/* The most the system can do to give memory back. Returns how many bytes it
 * says it gave, 0 where it does not say. */
size_t footprint_purge(void);

#endif /* HLOCAL_IMPL_BENCH_FOOTPRINT_H */
