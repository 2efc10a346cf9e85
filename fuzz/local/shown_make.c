/* Requirements of calls that make and move objects, and of the settings. */
#include "shown.h"

#define ALLOC HLF_BIT(HLF_DO_ALLOC)

static int huge(const struct hlf_event *s)
{
    return s->args.size > HLM_BLOCK_MAX;
}

static int made_fixed(const struct hlf_event *s)
{
    return made(s) && !has(s, LMEM_MOVEABLE);
}

static int made_movable(const struct hlf_event *s)
{
    return made(s) && has(s, LMEM_MOVEABLE);
}

static int la_1(const struct hlf_event *s)
{
    return made_fixed(s) && s->args.size > 0;
}

static int la_2(const struct hlf_event *s)
{
    return made_movable(s) && s->args.size > 0;
}

static int la_3(const struct hlf_event *s)
{
    return made_movable(s) && s->args.size == 0;
}

static int la_4(const struct hlf_event *s)
{
    return made_fixed(s) && s->args.size == 0 && !global(s);
}

static int ga_4(const struct hlf_event *s)
{
    return made_fixed(s) && s->args.size == 0 && global(s);
}

static int la_5(const struct hlf_event *s)
{
    return la_1(s) && has(s, LMEM_ZEROINIT);
}

static int la_6(const struct hlf_event *s)
{
    return la_2(s) && has(s, LMEM_ZEROINIT);
}

static int la_7(const struct hlf_event *s)
{
    return made_fixed(s) && discardable(s);
}

static int la_7b(const struct hlf_event *s)
{
    return la_7(s) && s->args.size == 0 && s->facts.full;
}

static int la_8(const struct hlf_event *s)
{
    return made_movable(s) && discardable(s);
}

static int la_8c(const struct hlf_event *s)
{
    return made_movable(s) && has(s, 0xE00u) && !has(s, 0x100u);
}

static int la_9(const struct hlf_event *s)
{
    return made(s) && has(s, LMEM_NOCOMPACT | LMEM_NODISCARD);
}

static int ga_5(const struct hlf_event *s)
{
    return made_movable(s) && global(s) && has(s, GMEM_DDESHARE);
}

static int ga_6(const struct hlf_event *s)
{
    return made_fixed(s) && global(s) && has(s, GMEM_DDESHARE);
}

static int ga_7(const struct hlf_event *s)
{
    return made(s) && global(s) && has(s, GMEM_NOTIFY | GMEM_LOWER);
}

static int bad_flags(const struct hlf_event *s)
{
    return s->expected.result == 0 &&
           s->expected.error == ERROR_INVALID_PARAMETER;
}

static int ga_10(const struct hlf_event *s)
{
    return bad_flags(s) && global(s);
}

static int la_11(const struct hlf_event *s)
{
    return out_of_memory(s) && huge(s) && !has(s, LMEM_MOVEABLE);
}

static int la_12(const struct hlf_event *s)
{
    return out_of_memory(s) && huge(s) && has(s, LMEM_MOVEABLE);
}

static int la_15(const struct hlf_event *s)
{
    return out_of_memory(s) && s->facts.full && has(s, LMEM_MOVEABLE) &&
           !huge(s);
}

static int la_15c(const struct hlf_event *s)
{
    return made_fixed(s) && s->facts.full;
}

/* ---- Compaction and settings --------------------------------------------- */

static int some_loose(const struct hlf_event *s)
{
    return s->facts.loose > 0;
}

static int some_still(const struct hlf_event *s)
{
    return s->facts.still > 0;
}

static int accepted(const struct hlf_event *s)
{
    return s->expected.result == 1;
}

static int rejected(const struct hlf_event *s)
{
    return s->expected.result == 0;
}

const struct hlf_row hlf_rows_make[] = {
    {"LA_1", ALLOC, HLF_ANY, la_1},
    {"LA_2", ALLOC, HLF_ANY, la_2},
    {"LA_3", ALLOC, HLF_ANY, la_3},
    {"LA_4", ALLOC, HLF_ANY, la_4},
    {"GA_4", ALLOC, HLF_ANY, ga_4},
    {"LA_5", ALLOC, HLF_ANY, la_5},
    {"LA_6", ALLOC, HLF_ANY, la_6},
    {"LA_7", ALLOC, HLF_ANY, la_7},
    {"LA_7b", ALLOC, HLF_ANY, la_7b},
    {"LA_8", ALLOC, HLF_ANY, la_8},
    {"LA_8c", ALLOC, HLF_ANY, la_8c},
    {"LA_9", ALLOC, HLF_ANY, la_9},
    {"GA_5", ALLOC, HLF_ANY, ga_5},
    {"GA_6", ALLOC, HLF_ANY, ga_6},
    {"GA_7", ALLOC, HLF_ANY, ga_7},
    {"LA_10", ALLOC, HLF_ANY, bad_flags},
    {"GA_10", ALLOC, HLF_ANY, ga_10},
    {"LA_11", ALLOC, HLF_ANY, la_11},
    {"LA_12", ALLOC, HLF_ANY, la_12},
    {"LA_15", ALLOC, HLF_ANY, la_15},
    {"REP_8", ALLOC, HLF_ANY, la_15},
    {"LA_15c", ALLOC, HLF_ANY, la_15c},
    {"REP_3", ALLOC, HLF_ANY, made_movable},
    {"REP_4", ALLOC, HLF_ANY, made},
    {"HL_COMPACT_1", HLF_BIT(HLF_DO_HL_COMPACT), HLF_ANY, some_loose},
    {"HL_COMPACT_2", HLF_BIT(HLF_DO_HL_COMPACT), HLF_ANY, some_still},
    {"HL_LIMIT_1", HLF_BIT(HLF_DO_LIMIT), HLF_ANY, accepted},
    {"HL_LIMIT_2", HLF_BIT(HLF_DO_LIMIT), HLF_ANY, rejected},
    {"HL_POLICY_1", HLF_BIT(HLF_DO_POLICY), HLF_ANY, accepted},
    {"HL_POLICY_2", HLF_BIT(HLF_DO_POLICY), HLF_ANY, rejected},
    {NULL, 0, 0, NULL},
};
