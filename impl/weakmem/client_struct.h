/* A client, to those that run it; see client.h. */
#ifndef HLOCAL_IMPL_WEAKMEM_CLIENT_STRUCT_H
#define HLOCAL_IMPL_WEAKMEM_CLIENT_STRUCT_H

#define CLIENT_THREADS 3

struct client {
    const char *name; /* its source file */
    void (*setup)(void);
    void (*prepare)(int thread);
    void (*thread[CLIENT_THREADS])(void);
    void (*check)(void);
    /* Context switches that are tried exhaustively; 0 means 3. */
    int bound;
    /* The threads make their first call in the simulation. */
    int is_cold;
};

#endif /* HLOCAL_IMPL_WEAKMEM_CLIENT_STRUCT_H */
