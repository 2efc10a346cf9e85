/* Requirements of calls that use, ask about and free objects. */
#include "shown.h"

#define LOCK (HLF_BIT(HLF_DO_LOCK) | HLF_BIT(HLF_DO_FIX))
#define UNLOCK (HLF_BIT(HLF_DO_UNLOCK) | HLF_BIT(HLF_DO_UNFIX))
#define HANDLE HLF_BIT(HLF_DO_HANDLE)
#define SIZE HLF_BIT(HLF_DO_SIZE)
#define FLAGS HLF_BIT(HLF_DO_FLAGS)
#define FREE HLF_BIT(HLF_DO_FREE)

#define NONE HLF_BIT(HLM_K_NULL)
#define FIXED HLF_BIT(HLM_K_FIXED)
#define MOVABLE HLF_BIT(HLM_K_MOVABLE)
#define GONE HLF_BIT(HLM_K_DISCARDED)
#define FREED HLF_BIT(HLM_K_FREED)
#define GARBAGE HLF_BIT(HLM_K_GARBAGE)
#define BLOCK HLF_BIT(HLM_K_BLOCK)
#define INSIDE HLF_BIT(HLM_K_INSIDE)
#define BADP HLF_BIT(HLM_K_NO_OBJECT)
#define ODD HLF_BIT(HLM_K_MISALIGNED)
#define LIVE (FIXED | MOVABLE | GONE)

static int empty(const struct hlf_event *s)
{
    return s->facts.object.size == 0;
}

static int unsaturated(const struct hlf_event *s)
{
    return s->facts.object.lock < HLM_LOCK_MAX;
}

static int saturated(const struct hlf_event *s)
{
    return s->facts.object.lock == HLM_LOCK_MAX;
}

static int locked(const struct hlf_event *s)
{
    return s->facts.object.lock > 0;
}

static int unlocked(const struct hlf_event *s)
{
    return s->facts.object.lock == 0;
}

static int locked_once(const struct hlf_event *s)
{
    return s->facts.object.lock == 1;
}

static int locked_twice(const struct hlf_event *s)
{
    return s->facts.object.lock >= 2;
}

static int within(const struct hlf_event *s)
{
    return s->shape == HLF_SHAPE_PLUS8;
}

static int in_fixed(const struct hlf_event *s)
{
    return s->facts.object.movable == 0;
}

static int in_movable(const struct hlf_event *s)
{
    return s->facts.object.movable == 1;
}

static int foreign(const struct hlf_event *s)
{
    return s->shape >= HLF_SHAPE_STACK && s->shape <= HLF_SHAPE_MALLOC;
}

/* What was once the address of a block, or of a fixed object. */
static int old_block(const struct hlf_event *s)
{
    return s->shape == HLF_SHAPE_BLOCK || s->shape == HLF_SHAPE_OLD;
}

static int freed_fixed(const struct hlf_event *s)
{
    return s->shape == HLF_SHAPE_SELF;
}

static int unaligned_size(const struct hlf_event *s)
{
    return s->facts.object.size % 16u != 0;
}

static int other_family(const struct hlf_event *s)
{
    return s->mixed != 0;
}

static int named(const struct hlf_event *s, char letter)
{
    return hlf_calls[s->args.call].letter == letter;
}

static int by_fix(const struct hlf_event *s)
{
    return named(s, 'X');
}

static int by_wire(const struct hlf_event *s)
{
    return named(s, 'Y');
}

static int by_unfix(const struct hlf_event *s)
{
    return named(s, 'x');
}

static int by_unwire(const struct hlf_event *s)
{
    return named(s, 'y');
}

static int by_global(const struct hlf_event *s)
{
    return hlf_calls[s->args.call].global;
}

static int by_local(const struct hlf_event *s)
{
    return !by_global(s);
}

static int ignored(const struct hlf_event *s)
{
    return s->args.object == UINT64_MAX;
}

/* Success that kept a last error there was to keep. */
static int kept_error(const struct hlf_event *s)
{
    return s->facts.error != NO_ERROR && s->expected.error == s->facts.error;
}

static int set_error(const struct hlf_event *s)
{
    return s->expected.error != NO_ERROR && s->expected.error != s->facts.error;
}

const struct hlf_row hlf_rows_use[] = {
    {"LL_1", LOCK, FIXED, NULL},
    {"REP_1", HLF_BIT(HLF_DO_LOCK), FIXED, NULL},
    {"LL_2", LOCK, MOVABLE, unsaturated},
    {"REP_2", HLF_BIT(HLF_DO_LOCK), MOVABLE, NULL},
    {"LL_3", LOCK, MOVABLE, locked},
    {"LL_4", LOCK, MOVABLE, saturated},
    {"LL_5", LOCK, GONE, NULL},
    {"LL_5b", LOCK, FIXED, empty},
    {"LL_6", LOCK, INSIDE | BLOCK, NULL},
    {"LL_7", LOCK, ODD, NULL},
    {"LL_8", LOCK, GARBAGE, within},
    {"LL_10", LOCK, NONE, NULL},
    {"LL_11", LOCK, GARBAGE, NULL},
    {"LL_12", LOCK, BADP, NULL},
    {"LL_13", LOCK, FREED, NULL},
    {"LU_1", UNLOCK, MOVABLE, locked_twice},
    {"LE_3", UNLOCK, MOVABLE, locked_twice},
    {"LU_2", UNLOCK, MOVABLE, locked_once},
    {"LE_2", UNLOCK, MOVABLE, locked_once},
    {"LU_3", UNLOCK, MOVABLE, unlocked},
    {"LU_4", UNLOCK, FIXED, NULL},
    {"LU_5", UNLOCK, MOVABLE, saturated},
    {"LU_6", UNLOCK, GONE, NULL},
    {"LU_9", UNLOCK, BLOCK, NULL},
    {"LU_10", UNLOCK, NONE, NULL},
    {"LU_11", UNLOCK, GARBAGE | ODD, NULL},
    {"LU_12", UNLOCK, BADP | INSIDE, NULL},
    {"LU_13", UNLOCK, FREED, NULL},
    {"GX_1", LOCK, HLF_ANY, by_fix},
    {"GX_2", LOCK, HLF_ANY, by_wire},
    {"GX_3", UNLOCK, HLF_ANY, by_unwire},
    {"GX_4", UNLOCK, HLF_ANY, by_unfix},
    {"GX_5", HLF_BIT(HLF_DO_FIX) | HLF_BIT(HLF_DO_UNFIX), ODD, ignored},
    {"LH_1", HANDLE, BLOCK, locked},
    {"LH_2", HANDLE, BLOCK, unlocked},
    {"LH_3", HANDLE, FIXED, NULL},
    {"LH_4", HANDLE, INSIDE, in_fixed},
    {"LH_5", HANDLE, ODD, NULL},
    {"LH_5", HANDLE, INSIDE, in_movable},
    {"LH_10", HANDLE, NONE, NULL},
    {"LH_11", HANDLE, GARBAGE, NULL},
    {"LH_12", HANDLE, BADP, NULL},
    {"LH_13", HANDLE, FREED, NULL},
    {"LH_14", HANDLE, BADP, old_block},
    {"LH_15", HANDLE, MOVABLE | GONE, NULL},
    {"LS_1", SIZE, MOVABLE, NULL},
    {"LS_2", SIZE, FIXED, NULL},
    {"REP_11", SIZE, FIXED | MOVABLE, unaligned_size},
    {"LS_3", SIZE, GONE, NULL},
    {"LS_4", SIZE, FIXED, empty},
    {"LS_6", SIZE, BLOCK, NULL},
    {"LS_10", SIZE, NONE, NULL},
    {"LS_11", SIZE, GARBAGE, NULL},
    {"LS_12", SIZE, BADP, NULL},
    {"LS_12b", SIZE, INSIDE | ODD, NULL},
    {"LS_13", SIZE, FREED, NULL},
    {"LS_18", SIZE, BADP, freed_fixed},
    {"LFL_1", FLAGS, MOVABLE, NULL},
    {"LFL_2", FLAGS, FIXED, NULL},
    {"LFL_3", FLAGS, GONE, NULL},
    {"LFL_6", FLAGS, BLOCK, NULL},
    {"LFL_10", FLAGS, NONE, NULL},
    {"LFL_11", FLAGS, GARBAGE | ODD, NULL},
    {"LFL_12", FLAGS, BADP | INSIDE, NULL},
    {"LFL_13", FLAGS, FREED, NULL},
    {"LF_1", FREE, FIXED, NULL},
    {"LF_2", FREE, MOVABLE, unlocked},
    {"LF_3", FREE, NONE, NULL},
    {"LF_4", FREE, MOVABLE, locked},
    {"LF_5", FREE, GONE, NULL},
    {"LF_6", FREE, FREED, NULL},
    {"LF_7", FREE, GARBAGE, NULL},
    {"LF_8", FREE, BADP, NULL},
    {"LF_9", FREE, INSIDE, NULL},
    {"LF_9", FREE, BADP, foreign},
    {"LF_9b", FREE, ODD, NULL},
    {"LF_12", FREE, BADP, freed_fixed},
    {"LF_13", FREE, BLOCK, NULL},
    {"LC_1", HLF_BIT(HLF_DO_LOCALCOMPACT), HLF_ANY, by_local},
    {"GC_1", HLF_BIT(HLF_DO_LOCALCOMPACT), HLF_ANY, by_global},
    {"LSH_1", HLF_BIT(HLF_DO_SHRINK), HLF_ANY, NULL},
    {"REP_10", HLF_ANY, LIVE, other_family},
    {"LE_1", LOCK | SIZE | FLAGS | FREE, LIVE, kept_error},
    {"LE_4", HLF_ANY & ~HLF_BIT(HLF_DO_ERROR), HLF_ANY, set_error},
    {NULL, 0, 0, NULL},
};
