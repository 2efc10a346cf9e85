/* What the library asks of libc besides memory: an hour at which time stands
 * still, a key, and fork handlers, which clients call when it is time. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <time.h>

#include "client.h"
#include "simulator.h"

int weak_clock(clockid_t clock, struct timespec *now);
int weak_key_create(pthread_key_t *key, void (*destructor)(void *));
int weak_key_set(pthread_key_t key, const void *value);
int weak_atfork(void (*prepare)(void), void (*parent)(void),
                void (*child)(void));

/* As the library's variables: as setup left them, in each execution. */
#define STATE __attribute__((section("weak_state")))

static void (*end)(void *);
static const void *values[CLIENT_THREADS] STATE = {0};
static void (*before_fork)(void);
static void (*after_fork)(void);

int weak_clock(clockid_t clock, struct timespec *now)
{
    (void)clock;
    *now = (struct timespec){.tv_sec = 1000000};
    return 0;
}

int weak_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    *key = 0;
    end = destructor;
    return 0;
}

int weak_key_set(pthread_key_t key, const void *value)
{
    (void)key;
    values[simulator_thread()] = value;
    return 0;
}

int weak_atfork(void (*prepare)(void), void (*parent)(void),
                void (*child)(void))
{
    (void)child;
    before_fork = prepare;
    after_fork = parent;
    return 0;
}

void client_thread_end(void)
{
    const void *value = values[simulator_thread()];

    values[simulator_thread()] = NULL;
    if (value != NULL)
        end((void *)value);
}

void client_fork_prepare(void)
{
    before_fork();
}

void client_fork_parent(void)
{
    after_fork();
}
