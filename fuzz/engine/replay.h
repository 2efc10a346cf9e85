/* What replay_main.c, the main() for inputs in files, needs of a target. */
#ifndef HLOCAL_FUZZ_ENGINE_REPLAY_H
#define HLOCAL_FUZZ_ENGINE_REPLAY_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A kind of call, and how often it was made so far. */
struct replay_call {
    char letter;
    const char *name;
    uint64_t reached;
};

struct replay_target {
    const char *again; /* the command that replays one input */
    const char *usage; /* of the target's own options; "" for none */
    size_t input_max;  /* bytes */
    int apart;         /* 1: each of two runs gets a process of its own */

    /* Run an input: 1 when all agrees. The others speak of this last run. */
    int (*run)(const uint8_t *data, size_t size);
    void (*report)(const char *again);
    void (*print)(FILE *to);
    /* The requirements shown, a line each, the input's path before each. */
    void (*print_ids)(const char *path);

    void (*print_known)(void); /* all requirements that calls can show */
    int (*call)(uint32_t index, struct replay_call *call); /* 0: no more */

    /* The target's own options: 0 for one that it does not know; else each
     * input is run once, and with 2 nothing else is checked or printed. May
     * be NULL. */
    int (*option)(const char *option);
    /* Adds to the last line, and returns how many checks failed. May be
     * NULL. */
    int (*finish)(void);
};

extern const struct replay_target replay_target;

/* Report what the last run found; for a target's crash handler. */
void replay_report(void);

#endif /* HLOCAL_FUZZ_ENGINE_REPLAY_H */
