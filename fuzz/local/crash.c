/* Crashes are differences too: the model never crashes. */
#include <signal.h>
#include <stdlib.h>
#include "report.h"

#if defined(__ELF__)
/* There when a sanitizer is linked in; it then catches the signals. */
extern void __sanitizer_set_death_callback(void (*callback)(void))
    __attribute__((weak));
#endif

static void (*on_crash)(void);

/* A sanitizer that aborts calls it twice. */
static void crash_once(void)
{
    static int crashed;
    if (crashed++ == 0)
        on_crash();
}

static void on_signal(int number)
{
    signal(number, SIG_DFL);
    crash_once();
    raise(number);
}

void hlf_on_crash(void (*report)(void))
{
    static const int signals[] = {SIGSEGV, SIGFPE, SIGILL, SIGABRT};
    uint32_t i;
    on_crash = report;
#if defined(__ELF__)
    if (__sanitizer_set_death_callback != NULL) {
        __sanitizer_set_death_callback(crash_once);
        signal(SIGABRT, on_signal); /* the library's own checks abort */
        return;
    }
#endif
    for (i = 0; i < sizeof signals / sizeof signals[0]; i++)
        signal(signals[i], on_signal);
}
