/* The proof unit: every header of the core in one translation unit. Frama-C
 * proves it; the library compiles it to see that the headers stand alone. */
#include "tag.h"
#include "word.h"
#include "count.h"
#include "life.h"
#include "place.h"
