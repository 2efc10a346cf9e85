/* Sentences for standard error: each is one line and one write. */
#ifndef HLOCAL_IMPL_SAY_H
#define HLOCAL_IMPL_SAY_H

#include "hlocal.h"

#define HL_SAY_MAX 1024 /* bytes of a line; a longer one is cut */

/* Write "hlocal: ", the formatted text and a line feed to standard error, in
 * one write, so that a reader gets the whole line and lines of several
 * processes do not mix: a stream without a buffer, as stderr is, may write its
 * parts one by one. Needs no lock and no memory, keeps errno, and may be called
 * by any thread. Text beyond HL_SAY_MAX bytes is cut. */
HL_API void hl_say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif /* HLOCAL_IMPL_SAY_H */
