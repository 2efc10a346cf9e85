/* An address in a slab that another thread is just making: nothing is there,
 * or its object; and nothing is read that is not committed. */
#include "parts.h"

static char *guess;

static void setup(void)
{
    uint32_t bin = hli_span_class[class_sixteens(24)];

    CHECK(LocalAlloc(LMEM_FIXED, 100) != NULL);
    guess = (char *)span_address(bin, 0);
}

static void make(void)
{
    CHECK(LocalAlloc(LMEM_FIXED, 24) != NULL);
}

static void ask(void)
{
    SIZE_T size = LocalSize(guess);

    CHECK(size == 0 || size == 24);
}

CLIENT(.setup = setup, .thread = {make, ask});
