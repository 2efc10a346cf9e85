/* Running clients, and what the simulation asks of that. */
#ifndef WEAKMEM_RUN_HPP
#define WEAKMEM_RUN_HPP

#include <string>

#include "client_struct.h"
#include "memory.hpp"

/* Simulate executions of a client as `params` say; whether all held. */
bool simulate(const struct client *client, rl::test_params &params);

/* Run with the orders of a file's accesses between two lines replaced; and how
 * many accesses that concerned. */
void simulator_weaken(const char *file, int from, int to, int order,
                      bool of_failure);
long simulator_weakened(void);

/* What runs from now on, outside of a simulation, is thread `thread`. */
void simulator_be(int thread);

/* An execution begins. */
void run_count(void);

/* The source line at an address of the program. */
std::string source_of(const void *address);

extern "C" void arena_describe_value(uintptr_t at, size_t bytes, uint64_t value,
                                     char *text, size_t room);

#endif /* WEAKMEM_RUN_HPP */
