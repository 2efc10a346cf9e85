/* The proof unit: every header of the core in one translation unit. Frama-C
 * proves it; the library compiles it to see that the headers stand alone. */
#include "tag.h"
#include "word.h"
#include "count.h"
#include "life.h"
#include "place.h"
#include "atomic.h"
#include "claim.h"
#include "shift.h"
#include "size_class.h"
#include "slot.h"
#include "slot_state.h"
#include "granule.h"
