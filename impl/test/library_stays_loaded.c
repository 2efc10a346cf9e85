/* libhlocal.so can be opened late and closed early: it stays for the threads
 * that used it, whose caches end after that; and opening it again opens no
 * second heap. A child of fork allocates as well. */
#include <dlfcn.h>
#include <pthread.h>

#include "run_program.h"

static void *(*allocate)(UINT, SIZE_T);
static void *(*release)(void *);
static pthread_barrier_t used, closed;

static void *open_library(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    CHECK(library != NULL);
    *(void **)&allocate = dlsym(library, "LocalAlloc");
    *(void **)&release = dlsym(library, "LocalFree");
    CHECK(allocate != NULL && release != NULL);
    return library;
}

static void *work(void *argument)
{
    void *h = allocate(LHND, 100);

    CHECK(h != NULL && release(h) == NULL);
    (void)pthread_barrier_wait(&used);
    (void)pthread_barrier_wait(&closed);
    return argument;
}

static void fork_once(void)
{
    int status;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0)
        _exit(release(allocate(LPTR, 100)) == NULL ? 0 : 1);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int count, char **arguments)
{
    const char *path = beside(arguments[0], "../libhlocal.so");
    void *library = open_library(path);
    pthread_t thread;
    void *h;

    (void)count;
    CHECK(pthread_barrier_init(&used, NULL, 2) == 0);
    CHECK(pthread_barrier_init(&closed, NULL, 2) == 0);
    CHECK(pthread_create(&thread, NULL, work, NULL) == 0);
    (void)pthread_barrier_wait(&used);
    h = allocate(LHND, 100);
    CHECK(h != NULL);
    CHECK(dlclose(library) == 0);
    (void)pthread_barrier_wait(&closed);
    CHECK(pthread_join(thread, NULL) == 0);

    for (int i = 0; i < 50; i++) {
        library = open_library(path);
        CHECK(release(allocate(LPTR, 100000)) == NULL);
        CHECK(dlclose(library) == 0);
    }
    library = open_library(path);
    CHECK(release(h) == NULL);
    fork_once();
    CHECK(dlclose(library) == 0);
    return 0;
}
